import { setImmediate as turnOfEventLoop } from "node:timers/promises";
import { type DocumentImport, importDocument } from "./import-document.js";
import type { DocumentEvent } from "./import-options.js";
import type { QueuedDocument } from "./queue-documents.js";

/**
 * Imports documents one after the other until the signal is aborted. One that has a point of another's before that one
 * was imported is put off to the end, once: a point may have moved from file to file. Those that were put off are taken
 * up the last one first, since each may wait for the next.
 */
export async function* importInTurn(
  tools: DocumentImport,
  waiting: readonly QueuedDocument[],
  signal: AbortSignal | undefined,
): AsyncGenerator<DocumentEvent> {
  const putOff: QueuedDocument[] = [];
  for (const document of waiting) {
    if (await isAborted(signal)) return;
    const event = await importDocument(tools, document, { mayPutOff: true });
    if (event) yield event;
    else putOff.unshift(document);
  }
  for (const document of putOff) {
    if (await isAborted(signal)) return;
    const event = await importDocument(tools, document);
    if (event) yield event;
  }
}

/** The storage is synchronous at heart: without a turn of the event loop no message that aborts would ever arrive. */
export async function isAborted(signal: AbortSignal | undefined): Promise<boolean> {
  await turnOfEventLoop();
  return signal?.aborted === true;
}
