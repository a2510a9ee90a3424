import { signRequest } from "@viking-kb/auth";
import type { ClockCorrection } from "./clock-correction.js";
import { type CredentialSource, readCredentials } from "./credential-source.js";
import { unanswered } from "./unanswered.js";

/** With what requests are signed and sent. */
export interface SignedFetchOptions {
  readonly credentials: CredentialSource;
  readonly region: string | undefined;
  readonly fetch: typeof fetch;
  /** Sends by our clock, as corrected so far. */
  readonly correctClock: ClockCorrection;
}

/**
 * A `fetch` for the generated classes: signs the exact bytes that it sends, follows no redirect, since the signature
 * holds for one host, and sends once more where our clock was the reason of a refusal.
 *
 * @throws KnowledgeBaseError of kind `connection` or `aborted` when no answer comes.
 */
export function createSignedFetch(options: SignedFetchOptions): typeof fetch {
  const { correctClock, credentials, region } = options;
  return async (input, init = {}) => {
    const url = String(input);
    const { method = "GET", body } = init;
    if (body !== undefined && body !== null && typeof body !== "string") {
      throw new TypeError(
        "The body is not a text: the generated classes send JSON, and only what is sent can be signed.",
      );
    }
    const host = new URL(url).host;
    const { signal } = init;
    const headers = init.headers as Record<string, string>;
    return correctClock(async (now) => {
      if (signal?.aborted) throw unanswered(signal.reason, signal, host);
      const key = await untilAborted(readCredentials(credentials), signal, host);
      const request = { method, url, headers, body: body ?? "" };
      const signature = await signRequest(request, { credentials: key, region, now });
      try {
        // Called apart from its object: browsers refuse a fetch that is called as another object's method.
        const send = options.fetch;
        return await send(url, { ...init, headers: { ...headers, ...signature }, redirect: "manual" });
      } catch (error) {
        throw unanswered(error, signal, host);
      }
    });
  };
}

/** What a promise resolves to, unless the signal ends the call first. */
async function untilAborted<Value>(
  value: Promise<Value>,
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
