import type { Attempt } from "./attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";

/**
 * Loads what makes the errors of attempts and decides on the next one: a quarter of the client, which whoever meets no
 * failure need not wait for. In a browser it comes over a network that may be what failed, from a release that may have
 * been replaced: so it is asked for beside the first request, and where it never came, the call ends with an error that
 * says so.
 *
 * @throws KnowledgeBaseError of kind `connection` when it cannot be loaded.
 */
export async function loadFailures({ attempts, response }: Attempt): Promise<typeof import("./failures.js")> {
  try {
    return await import("./failures.js");
  } catch {
    throw new KnowledgeBaseError("The call failed, and what would say why could not be loaded.", {
      kind: "connection",
      hint: "Check the network, and load the page anew.",
      status: response?.status,
      attempts,
    });
  }
}

/** Asks for what tells of failures before there is one. */
export function preloadFailures(): void {
  import("./failures.js").catch(() => {});
}

/**
 * The error of an attempt whose answer did not come, or did not come whole. What stopped an attempt comes back by its
 * signal, and is passed on.
 */
export async function unanswered(error: unknown, attempt: Attempt): Promise<KnowledgeBaseError> {
  return error instanceof KnowledgeBaseError ? error : (await loadFailures(attempt)).unanswered(error, attempt);
}
