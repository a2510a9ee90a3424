import { KnowledgeBaseError } from "./errors/knowledge-base-error.js";

/**
 * A part of this package that is loaded when it is first used.
 *
 * @throws KnowledgeBaseError of kind `connection` when it cannot be loaded.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    throw new KnowledgeBaseError("The code for this could not be loaded.", {
      kind: "connection",
      cause,
      hint: "Load the page anew, or import @viking-kb/client/static where dynamic imports are refused, as in service workers.",
    });
  }
}
