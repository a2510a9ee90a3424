import { parseEndpoint } from "./endpoint.js";
import { fromResponse } from "./from-response.js";
import { CollectionsApi, DocsApi, PointsApi, TasksApi } from "./generated/apis/index.js";
import type { CollectionInfo, DocInfo, PointPage, TaskInfo } from "./generated/models/index.js";
import { type ApiResponse, Configuration, FetchError, ResponseError } from "./generated/runtime.js";
import type { CollectionInfoInput, DocInfoInput, PointListInput, TaskInfoInput } from "./inputs.js";
import { type CredentialSource, createSignedFetch } from "./signed-fetch.js";

/** How a knowledge base is reached. */
export interface KnowledgeBaseOptions {
  /** The key that signs, or a function that is asked for it before each request. */
  readonly credentials: CredentialSource;
  /** Scheme and host of the API; Volcengine's in Beijing by default. */
  readonly endpoint?: string | undefined;
  /** Region of the credential scope; `cn-beijing` by default. */
  readonly region?: string | undefined;
  /** Project for calls that name none; the API's own default is `default`. */
  readonly project?: string | undefined;
  /** What sends the requests; the global fetch by default. */
  readonly fetch?: typeof fetch | undefined;
  /** The clock that requests are dated with; the real one by default. */
  readonly now?: (() => Date) | undefined;
}

/** What every call takes besides its input. */
export interface CallOptions {
  /** Ends the call: it rejects with a KnowledgeBaseError of kind `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The four read operations of the API (spec/openapi.yaml). Each resolves to `data` as it came, unknown fields
 * included, and rejects with a {@link KnowledgeBaseError}. What cannot be signed (a key, a region) rejects with a
 * TypeError that says what to change, and what `credentials` throws is passed on.
 */
export interface KnowledgeBase {
  readonly collections: {
    /** Describes a collection. Times are Unix seconds. */
    info(input: CollectionInfoInput, options?: CallOptions): Promise<CollectionInfo>;
  };
  readonly docs: {
    /** Describes a document. Times are Unix milliseconds, here alone. */
    info(input: DocInfoInput, options?: CallOptions): Promise<DocInfo>;
  };
  readonly points: {
    /** One page of points, at most 100. Times are Unix seconds. */
    list(input: PointListInput, options?: CallOptions): Promise<PointPage>;
  };
  readonly tasks: {
    /** State, progress and result of a download task. */
    info(input: TaskInfoInput, options?: CallOptions): Promise<TaskInfo>;
  };
}

/**
 * Creates a client of the knowledge base API; nothing is sent before the first call.
 *
 * @throws TypeError when `endpoint` is no http or https address.
 */
export function createKnowledgeBase(options: KnowledgeBaseOptions): KnowledgeBase {
  const { credentials, region, project, fetch = globalThis.fetch, now = () => new Date() } = options;
  const endpoint = options.endpoint === undefined ? {} : { basePath: parseEndpoint(options.endpoint) };
  const configuration = new Configuration({
    ...endpoint,
    fetchApi: createSignedFetch({ credentials, region, fetch, now }),
  });
  const collections = new CollectionsApi(configuration);
  const docs = new DocsApi(configuration);
  const points = new PointsApi(configuration);
  const tasks = new TasksApi(configuration);
  const located = <Input extends { readonly project?: string | null }>(input: Input): Input =>
    input.project === undefined && project !== undefined ? { ...input, project } : input;

  return {
    collections: {
      info: (input, { signal } = {}) =>
        call(signal, (init) => collections.getCollectionInfoRaw({ collectionInfoRequest: located(input) }, init)),
    },
    docs: {
      info: (input, { signal } = {}) =>
        call(signal, (init) => docs.getDocInfoRaw({ docInfoRequest: located(input) }, init)),
    },
    points: {
      list: (input, { signal } = {}) =>
        call(signal, (init) => points.listPointsRaw({ pointListRequest: located(input) }, init)),
    },
    tasks: {
      info: (input, { signal } = {}) => call(signal, (init) => tasks.getTaskInfoRaw({ taskInfoRequest: input }, init)),
    },
  };
}

/** Sends by a generated method and takes `data` out of its answer, whatever its status. */
async function call<Data>(
  signal: AbortSignal | undefined,
  send: (init: RequestInit) => Promise<ApiResponse<{ data?: Data }>>,
): Promise<Data> {
  let response: Response;
  try {
    response = (await send(signal ? { signal } : {})).raw;
  } catch (error) {
    if (error instanceof ResponseError) response = error.response;
    // The generated runtime wraps what its fetch threw; what was thrown says more.
    else throw error instanceof FetchError ? error.cause : error;
  }
  return (await fromResponse(response, signal)) as Data;
}
