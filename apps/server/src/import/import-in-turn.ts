import { setImmediate as turnOfEventLoop } from "node:timers/promises";
import { type DocumentImport, importDocument } from "./import-document.js";
import type { DocumentEvent } from "./import-options.js";
import type { QueuedDocument } from "./queue-documents.js";

/**
 * Imports documents one after the other until the signal is aborted. To the end is put, once, what could not be
 * imported in its turn though its content may be good: a document that has a point of another's before that one was
 * imported, since a point may have moved from file to file, and one that the system did not let be read. Those that
 * were put off are taken up the last one first, since each may wait for the next.
 *
 * Last come those in whose midst an earlier import was ended, each read as if it were the first: whatever ended that
 * import may end this one too, and then no other document has to suffer for it.
 */
export async function* importInTurn(
  tools: DocumentImport,
  waiting: readonly QueuedDocument[],
): AsyncGenerator<DocumentEvent> {
  const putOff: QueuedDocument[] = [];
  for (const document of waiting.filter(({ hasEndedImport }) => !hasEndedImport)) {
    if (await isAborted(tools.signal)) return;
    const event = await importDocument(tools, document, { mayPutOff: true });
    if (event) yield event;
    else putOff.unshift(document);
  }
  for (const document of [...putOff, ...waiting.filter(({ hasEndedImport }) => hasEndedImport)]) {
    if (await isAborted(tools.signal)) return;
    if (document.hasEndedImport) tools.reading.renew();
    const event = await importDocument(tools, document);
    if (event) yield event;
  }
}

/** The storage is synchronous at heart: without a turn of the event loop no message that aborts would ever arrive. */
export async function isAborted(signal: AbortSignal | undefined): Promise<boolean> {
  await turnOfEventLoop();
  return signal?.aborted === true;
}
