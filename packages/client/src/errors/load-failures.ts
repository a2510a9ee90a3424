import type { Attempt } from "../transport/attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";

/**
 * Loads the code that makes the errors of attempts and decides about the next one: a quarter of the client, which is
 * not needed before the first failure. In a browser it comes over the network that may be failing, from a release that
 * may have been replaced. Therefore loading starts together with the first request. If the code cannot be loaded, the
 * call ends with an error that says so.
 *
 * @throws KnowledgeBaseError of kind `connection` when it cannot be loaded.
 */
export async function loadFailures({ attempts, response }: Attempt): Promise<typeof import("./failures.js")> {
  try {
    return await import("./failures.js");
  } catch {
    throw new KnowledgeBaseError("The call failed, and the code that explains why could not be loaded.", {
      kind: "connection",
      hint: "Check the network, and load the page anew.",
      status: response?.status,
      attempts,
    });
  }
}

/** Starts loading that code before there is a failure. */
export function preloadFailures(): void {
  import("./failures.js").catch(() => {});
}
