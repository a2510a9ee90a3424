/**
 * Generated from spec/openapi.yaml by `pnpm generate`: never edit it, change the contract or packages/client/templates.
 */


/** Where the API is. */
export const BASE_PATH = "https://api-knowledgebase.mlp.cn-beijing.volces.com";

export type FetchAPI = typeof globalThis.fetch;

/** How the API is reached. */
export interface ConfigurationParameters {
    /** What the paths of the operations are appended to, without a slash at the end; {@link BASE_PATH} by default. */
    basePath?: string | undefined;
    /** What sends the requests; the global fetch by default. */
    fetchApi?: FetchAPI | undefined;
    /** Headers of every request, as `{ Authorization: "…" }`. */
    headers?: Readonly<Record<string, string>> | undefined;
}

export class Configuration {
    readonly basePath: string;
    readonly fetchApi: FetchAPI | undefined;
    readonly headers: Readonly<Record<string, string>>;

    constructor({ basePath = BASE_PATH, fetchApi, headers }: ConfigurationParameters = {}) {
        this.basePath = basePath;
        this.fetchApi = fetchApi;
        this.headers = { "Content-Type": "application/json", ...headers };
    }
}

/** A response whose JSON is an operation's answer, where its status is 2xx. */
export type TypedResponse<Answer> = { json(): Promise<Answer> } & Response;

/** What the classes of the operations have in common: each sends a JSON text and is answered with one. */
export class BaseAPI {
    protected readonly configuration: Configuration;

    constructor(configuration: Configuration = new Configuration()) {
        this.configuration = configuration;
    }

    /** Sends a request and gives the response, whatever its status. What `init` names is taken from it, `headers` as a whole. */
    protected send<Answer>(method: string, path: string, request: object, init?: RequestInit): Promise<TypedResponse<Answer>> {
        const { basePath, fetchApi = fetch, headers } = this.configuration;
        return fetchApi(basePath + path, { method, headers, body: JSON.stringify(request), ...init });
    }

    /** The JSON of a response. Rejects with a {@link ResponseError} where the status is not 2xx. */
    protected async answer<Answer>(response: TypedResponse<Answer>): Promise<Answer> {
        if (!response.ok) throw new ResponseError(response);
        return response.json();
    }
}

/** An answer with a status that is not 2xx. */
export class ResponseError extends Error {
    override readonly name = "ResponseError";
    readonly response: Response;

    constructor(response: Response) {
        super(`HTTP ${response.status}`);
        this.response = response;
    }
}
