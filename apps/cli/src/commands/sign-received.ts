import { readFile } from "node:fs/promises";
import { explainSignature, type SignatureExplanation } from "@viking-kb/client/explain";
import { callKnowledgeBase } from "../call-knowledge-base.js";
import { resolveConnection } from "../connection.js";
import type { GlobalOptions } from "../global-options.js";
import { parseRawRequest } from "../raw-request.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/**
 * Explains a raw HTTP request by the key in use.
 *
 * @param at when it was received; now by default
 * @throws UsageError when the file cannot be read or holds no request, or there is no usable key.
 */
export async function explainReceived(
  path: string,
  at: Date | undefined,
  flags: GlobalOptions,
  terminal: Terminal,
): Promise<SignatureExplanation> {
  const connection = await resolveConnection(flags, terminal);
  const request = parseRawRequest(await readBytes(path));
  const { credentials, region } = connection;
  return callKnowledgeBase(connection, async () =>
    explainSignature(request, {
      credentials: typeof credentials === "function" ? await credentials() : credentials,
      region,
      now: () => at ?? terminal.now(),
    }),
  );
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new UsageError(`The request in ${path} cannot be read: ${code}.`, "Give a file that holds head and body.");
  }
}
