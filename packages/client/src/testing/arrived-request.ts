import { withinTime } from "../transport/timers.js";

/** What `fetch` may be given as a request object, by whatever library. */
type AnyRequest = Pick<Request, "url" | "text"> & Partial<Pick<Request, "method" | "headers" | "signal">>;

/** A request as it arrived, with its body as text. */
export interface ArrivedRequest extends Pick<Request, "method" | "url" | "headers"> {
  readonly text: string;
  /** Ends the request. It may be of another realm, and so of no use to the platform's own `Request`. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads what `fetch` was given: all that the platform's own takes, and objects of other classes with the same names.
 * jsdom has an AbortSignal, a Blob and URLSearchParams of its own; undici and node-fetch have a Request.
 *
 * @throws TypeError, as `fetch` does, for what is no request; and the signal's reason once it aborts.
 */
export async function readRequest(...[input, init = {}]: Parameters<typeof fetch>): Promise<ArrivedRequest> {
  const given = isRequest(input) ? input : undefined;
  const signal = (init.signal === undefined ? given?.signal : init.signal) ?? undefined;
  const read = async (): Promise<ArrivedRequest> => {
    const method = init.method ?? given?.method ?? "GET";
    const { content, type } = await contentOf(init.body ?? ((await given?.text()) || undefined));
    const { duplex } = init as { duplex?: unknown };
    const details = { method, headers: init.headers ?? given?.headers ?? {}, body: content, duplex };
    // Only the platform's class says what is no request. Its signal is left out, which may be of another realm.
    const request = new Request(given?.url ?? String(input), details as RequestInit);
    if (type && !new Headers(details.headers).has("content-type")) request.headers.set("content-type", type);
    return { method: request.method, url: request.url, headers: request.headers, text: await request.text(), signal };
  };
  const controller = new AbortController();
  return withinTime({ signal, limitMs: Infinity, controller, work: read, stopped: () => signal?.reason });
}

function isRequest(input: unknown): input is AnyRequest {
  const { url, text } = Object(input) as Partial<AnyRequest>;
  return typeof url === "string" && typeof text === "function";
}

/** A body in a form that every platform takes, and its media type where only the given form knows it. */
async function contentOf(body: unknown): Promise<{ readonly content: unknown; readonly type?: string | undefined }> {
  const { arrayBuffer, type } = Object(body) as Partial<Blob>;
  if (typeof arrayBuffer === "function") return { content: await arrayBuffer.call(body), type };
  if (Object.prototype.toString.call(body) !== "[object URLSearchParams]") return { content: body };
  return { content: String(body), type: "application/x-www-form-urlencoded;charset=UTF-8" };
}
