import type { Attempt } from "./attempt.js";
import type { Transport } from "./explained-call.js";
import { unanswered } from "./load-failures.js";
import { redirectRefusal } from "./redirect-refusal.js";

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
 *
 * @throws KnowledgeBaseError of kind `connection` when no answer comes.
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
      attempt.attempts++;
      attempt.observe?.("beforeAttempt", attempt);
    } catch (error) {
      attempt.thrown = error;
      throw error;
    }
    let response: Response;
    try {
      // Called apart from its object: browsers refuse a fetch that is called as another object's method.
      response = await fetch(url, { method, headers, body, signal, ...refusal });
    } catch (error) {
      throw await unanswered(error, attempt);
    }
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
