/**
 * Generated from spec/openapi.yaml by `pnpm generate`: never edit it, change the contract or packages/client/templates.
 */


/** Where the API is. */
export const BASE_PATH = "https://api-knowledgebase.mlp.cn-beijing.volces.com";

/** What sends a request: `fetch`, or a function around it, which is given all that is sent and may sign or change it. */
export type FetchAPI = (url: string, init: SentInit) => Promise<Response>;

/** A request as it is sent. What a call's own `init` names stands in it as the call gave it. */
export interface SentInit extends RequestInit {
    method: string;
    headers: Record<string, string>;
    body: string;
}

/** How the API is reached. */
export interface ConfigurationParameters {
    /** What the paths of the operations are appended to, without a slash at the end; {@link BASE_PATH} by default. */
    basePath?: string | undefined;
    /** What sends the requests; the global fetch by default. Signing is done here. */
    fetchApi?: FetchAPI | undefined;
    /** Headers of every request, as `{ Authorization: "…" }`. */
    headers?: Readonly<Record<string, string>> | undefined;
}

/** Throws a TypeError for an option that it does not know, since a request would be sent as if it had not been given. */
export class Configuration {
    readonly basePath: string;
    readonly fetchApi: FetchAPI | undefined;
    readonly headers: Readonly<Record<string, string>>;

    constructor({ basePath = BASE_PATH, fetchApi, headers, ...others }: ConfigurationParameters = {}) {
        for (const [name, value] of Object.entries(others)) if (value !== undefined) refuse(name);
        this.basePath = basePath;
        this.fetchApi = fetchApi;
        this.headers = { "Content-Type": "application/json", ...headers };
    }
}

function refuse(what: string): never {
    throw new TypeError(`${what} is not known here, unlike in other typescript-fetch clients: sign and change requests in fetchApi, see the README.`);
}

/** A response whose JSON is an operation's answer, where its status is 2xx. */
export type TypedResponse<Answer> = { json(): Promise<Answer> } & Response;

/** What the classes of the operations have in common: each sends a JSON text and is answered with one. */
export class BaseAPI {
    protected readonly configuration: Configuration;

    constructor(configuration: Configuration = new Configuration()) {
        // An object of options, or a Configuration of another copy of this package.
        this.configuration = configuration instanceof Configuration ? configuration : new Configuration(configuration);
    }

    /** Sends a request and gives the response, whatever its status. What `init` names is taken from it, `headers` as a whole. */
    protected send<Answer>(method: string, path: string, request: object, init?: RequestInit): Promise<TypedResponse<Answer>> {
        if (typeof init === "function") refuse("A function as init");
        const { basePath, fetchApi = fetch, headers } = this.configuration;
        return fetchApi(basePath + path, { method, headers, body: JSON.stringify(request), ...init } as SentInit);
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
