import { type Credentials, signRequest } from "@viking-kb/auth";
import { unanswered } from "./unanswered.js";

/** Where the keys come from: a key, or a function that is asked before each request. */
export type CredentialSource = Credentials | (() => Credentials | Promise<Credentials>);

/** With what requests are signed and sent. */
export interface SignedFetchOptions {
  readonly credentials: CredentialSource;
  readonly region: string | undefined;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/**
 * A `fetch` for the generated classes: signs the exact bytes that it sends, and follows no redirect, since the
 * signature holds for one host.
 *
 * @throws KnowledgeBaseError of kind `connection` or `aborted` when no answer comes.
 */
export function createSignedFetch(options: SignedFetchOptions): typeof fetch {
  return async (input, init = {}) => {
    const url = String(input);
    const { method = "GET", body } = init;
    if (body !== undefined && body !== null && typeof body !== "string") {
      throw new TypeError(
        "The body is not a text: the generated classes send JSON, and only what is sent can be signed.",
      );
    }
    const { credentials, region, now } = options;
    const host = new URL(url).host;
    const { signal } = init;
    if (signal?.aborted) throw unanswered(signal.reason, signal, host);
    const key = typeof credentials === "function" ? await untilAborted(credentials(), signal, host) : credentials;
    const headers = init.headers as Record<string, string>;
    const signature = await signRequest({ method, url, headers, body: body ?? "" }, { credentials: key, region, now });
    try {
      // Called apart from its object: browsers refuse a fetch that is called as another object's method.
      const send = options.fetch;
      return await send(url, { ...init, headers: { ...headers, ...signature }, redirect: "manual" });
    } catch (error) {
      throw unanswered(error, signal, host);
    }
  };
}

/** What a promise resolves to, unless the signal ends the call first. */
async function untilAborted<Value>(
  value: Value | Promise<Value>,
  signal: AbortSignal | null | undefined,
  host: string,
): Promise<Value> {
  if (!signal) return value;
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(unanswered(signal.reason, signal, host));
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    if (abort) signal.removeEventListener("abort", abort);
  }
}
