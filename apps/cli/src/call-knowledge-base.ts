import { createKnowledgeBase, type KnowledgeBase, type KnowledgeBaseOptions } from "@viking-kb/client";
import { UsageError } from "./usage-error.js";

/**
 * Calls the API. The client refuses by a TypeError, before it sends anything, what cannot be sent or signed: here that
 * is always a setting.
 *
 * @throws KnowledgeBaseError when the call fails
 * @throws UsageError when the endpoint, the region or the key cannot be used.
 */
export async function callKnowledgeBase<Data>(
  connection: KnowledgeBaseOptions,
  call: (knowledgeBase: KnowledgeBase) => Promise<Data>,
): Promise<Data> {
  try {
    return await call(createKnowledgeBase(connection));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message, "It comes from a flag, the profile or the environment.");
  }
}
