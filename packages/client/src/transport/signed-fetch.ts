import type { Attempt } from "./attempt.js";
import type { Authenticate } from "./authentication.js";

/** What a client signs and sends with. */
export interface Transport {
  readonly authenticate: Authenticate;
  readonly fetch: typeof fetch;
}

/** What the generated classes pass on to their fetch. */
export interface AttemptInit extends RequestInit {
  readonly attempt: Attempt;
}

/** What they give their fetch. */
interface GeneratedInit extends AttemptInit {
  readonly method: string;
  readonly headers: Record<string, string>;
}

/**
 * A `fetch` for the generated classes, which give it the attempt that they are asked for: signs the exact bytes that it
 * sends, and follows no redirect, since the signature holds for one host.
 */
export function createSignedFetch({ authenticate, fetch }: Transport): typeof globalThis.fetch {
  const refusal = redirectRefusal(fetch);
  return async (input, init) => {
    const { attempt, method, headers: unsigned, body } = init as GeneratedInit;
    // The generated classes send JSON; of anything else what is signed might not be what is sent.
    if (typeof body !== "string") throw new TypeError("The body is no text.");
    const { controller, now } = attempt;
    const { signal } = controller;
    const url = String(input);
    let headers: Record<string, string>;
    try {
      const authentication = authenticate({ method, url, headers: unsigned, body, now });
      // Awaiting what is there already would take the call another turn.
      const { added, key } = "added" in authentication ? authentication : await authentication;
      headers = key ? { ...unsigned, ...(await added) } : merged(unsigned, await added);
      if (signal.aborted) throw signal.reason;
      attempt.sent = { method, url, headers, key };
      attempt.observe?.("beforeAttempt", attempt);
    } catch (error) {
      attempt.endsCall = true;
      throw error;
    }
    // Called apart from its object: browsers refuse a fetch that is called as another object's method.
    const response = await fetch(url, { method, headers, body, signal, ...refusal });
    // A fetch that did not heed its signal: nobody will read what it gave.
    if (signal.aborted) response.body?.cancel().catch(() => {});
    return response;
  };
}

/** A signer elsewhere may spell names as it likes, and give what was there already: fetch would send both. */
function merged(given: Record<string, string>, added: Readonly<Record<string, string>>): Record<string, string> {
  const headers = new Headers(given);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return Object.fromEntries(headers);
}

/** The runtime's own fetch, as it is at each request, so that tools for tests may replace it later. */
export const ownFetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);

/**
 * How a request tells fetch not to follow redirects. By `error` and without a window, Node's fetch spares itself a copy
 * of the request with its body, a sixth of what a call costs (Fetch Standard, HTTP-network-or-cache fetch). It then
 * refuses a redirect itself, without its status, and loses the answer to a 421, which it would send again. Elsewhere it
 * is `manual`: workerd knows no `error`, browsers do not tell it from a broken connection, and of a `fetch` that the
 * caller gave nothing is known.
 */
function redirectRefusal(fetch: typeof globalThis.fetch): Pick<RequestInit, "redirect" | "window"> {
  const { process } = globalThis as { process?: { versions?: { undici?: string } } };
  // Those who imitate Node's `process` do not name undici, which is Node's fetch.
  const isNode = process?.versions?.undici !== undefined && fetch === ownFetch;
  return isNode ? { redirect: "error", window: null } : { redirect: "manual" };
}
