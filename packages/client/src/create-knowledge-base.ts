import { createAnsweredCall } from "./answered-call.js";
import { createClockCorrection } from "./clock-correction.js";
import type { CredentialSource } from "./credential-source.js";
import { parseEndpoint } from "./endpoint.js";
import type { ExplainedCall, Transport } from "./explained-call.js";
import { CollectionsApi, DocsApi, PointsApi, TasksApi } from "./generated/apis/index.js";
import type { CollectionInfo, DocInfo, PointPage, TaskInfo } from "./generated/models/index.js";
import { Configuration } from "./generated/runtime.js";
import type { CollectionInfoInput, DocInfoInput, PointListInput, TaskInfoInput } from "./inputs.js";
import { createSignedFetch } from "./signed-fetch.js";

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
  /**
   * The clock that requests are dated with; the real one by default. Where a signature is refused and the answer's
   * `Date` is more than 5 minutes from it, the client corrects it for itself and sends once more.
   */
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
  /**
   * Explains how a call would be signed, as this client would now sign it, and sends nothing:
   * `kb.explain((kb) => kb.points.list({ collection_name: "faq" }))`. Where a call makes several requests the first
   * one is explained. Rejects with what the call rejects with before it would send, and with a TypeError where it
   * sends nothing.
   */
  explain(call: (knowledgeBase: KnowledgeBaseCalls) => Promise<unknown>): Promise<ExplainedCall>;
}

/** The calls of a knowledge base. */
export type KnowledgeBaseCalls = Omit<KnowledgeBase, "explain">;

/**
 * Creates a client of the knowledge base API; nothing is sent before the first call.
 *
 * @throws TypeError when `endpoint` is no http or https address.
 */
export function createKnowledgeBase(options: KnowledgeBaseOptions): KnowledgeBase {
  const { credentials, region, project, fetch = globalThis.fetch, now = () => new Date() } = options;
  const endpoint = options.endpoint === undefined ? {} : { basePath: parseEndpoint(options.endpoint) };
  const correctClock = createClockCorrection(now);
  const call = createAnsweredCall(now);
  const located = <Input extends { readonly project?: string | null }>(input: Input): Input =>
    input.project === undefined && project !== undefined ? { ...input, project } : input;

  const connect = (transport: Transport): KnowledgeBaseCalls => {
    const configuration = new Configuration({
      ...endpoint,
      fetchApi: createSignedFetch({ ...transport, region, correctClock }),
    });
    const collections = new CollectionsApi(configuration);
    const docs = new DocsApi(configuration);
    const points = new PointsApi(configuration);
    const tasks = new TasksApi(configuration);
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
        info: (input, { signal } = {}) =>
          call(signal, (init) => tasks.getTaskInfoRaw({ taskInfoRequest: input }, init)),
      },
    };
  };
  return {
    ...connect({ credentials, fetch }),
    explain: async (explained) => {
      // Loaded when it is asked for: who never does need not carry it.
      const { explainCall } = await import("./explain-call.js");
      return explainCall({ connect, credentials, region }, explained);
    },
  };
}
