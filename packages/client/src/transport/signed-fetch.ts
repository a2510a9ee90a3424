import type { Attempt } from "./attempt.js";
import type { Authenticate } from "./authentication.js";
import { discard } from "./body-reader.js";
import { withOtherSignal } from "./other-signal.js";

/** How a client signs and sends. */
export interface Transport {
  readonly authenticate: Authenticate;
  readonly fetch: typeof fetch;
}

/** What the generated classes pass on to their fetch. */
export interface AttemptInit extends RequestInit {
  readonly attempt: Attempt;
}

/** All that the generated classes give their fetch. */
interface GeneratedInit extends AttemptInit {
  readonly method: string;
  readonly headers: Record<string, string>;
}

/**
 * Creates the `fetch` of the generated classes, which pass it the attempt. It signs exactly the bytes that it sends,
 * and follows no redirects, since the signature is valid for one host.
 */
export function createSignedFetch({ authenticate, fetch }: Transport): typeof globalThis.fetch {
  const refusal = redirectRefusal(fetch);
  return async (input, init) => {
    const { attempt, method, headers: unsigned, body } = init as GeneratedInit;
    // The generated classes send JSON as text. Another body might be sent otherwise than it was signed.
    if (typeof body !== "string") throw new TypeError("The body is no text.");
    const { controller, now } = attempt;
    const { signal } = controller;
    const url = String(input);
    let headers: Record<string, string>;
    try {
      const authentication = authenticate({ method, url, headers: unsigned, body, now });
      // Awaiting a value that is already there would take another turn.
      const { added, key } = "added" in authentication ? authentication : await authentication;
      headers = key ? { ...unsigned, ...(await added) } : merged(unsigned, await added);
      if (signal.aborted) throw signal.reason;
      attempt.sent = { method, url, headers, key };
      attempt.observe?.("beforeAttempt", attempt);
    } catch (error) {
      attempt.endsCall = true;
      throw error;
    }
    const request: RequestInit = { method, headers, body, signal, ...refusal };
    let response: Response;
    try {
      // Called as a plain function: browsers refuse to run fetch as a method of another object.
      response = await fetch(url, request);
    } catch (error) {
      response = await fetch(url, withOtherSignal(request, error));
    }
    // A fetch that ignored its signal: nobody will read this answer.
    if (signal.aborted) discard(response);
    return response;
  };
}

/** A signer may spell names in other letters, and repeat headers that were there: fetch would send both. */
function merged(given: Record<string, string>, added: Readonly<Record<string, string>>): Record<string, string> {
  const headers = new Headers(given);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return Object.fromEntries(headers);
}

/** The runtime's fetch, looked up at each request, so that test tools may replace it later. */
export const ownFetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);

/**
 * How a request forbids redirects. With `error` and no window, Node's fetch makes no copy of the request and its body,
 * which saves a sixth of the cost of a call (Fetch Standard, HTTP-network-or-cache fetch). It then refuses redirects
 * itself, without their status, and loses the answer to a 421, after which it would send again. Other runtimes get
 * `manual`: workerd does not know `error`, browsers do not tell it from a broken connection, and a `fetch` from the
 * caller may do anything.
 */
function redirectRefusal(fetch: typeof globalThis.fetch): Pick<RequestInit, "redirect" | "window"> {
  const { process } = globalThis as { process?: { versions?: { undici?: string } } };
  // Imitations of Node's `process` do not list undici, which is Node's fetch.
  const isNode = process?.versions?.undici !== undefined && fetch === ownFetch;
  return isNode ? { redirect: "error", window: null } : { redirect: "manual" };
}
