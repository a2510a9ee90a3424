import type { Attempt } from "../transport/attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";

/**
 * Loads what makes the errors of attempts and decides on the next one: a quarter of the client, which is not needed
 * before the first failure. In a browser it comes over a network that may be what failed, from a release that may have
 * been replaced. It is therefore asked for beside the first request, and where it never came, the call ends with an
 * error that says so.
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

/** Starts to load it before there is a failure. */
export function preloadFailures(): void {
  import("./failures.js").catch(() => {});
}
