import { DocumentFailure } from "./document-failure.js";
import { readDocument } from "./read-document.js";
import { documentReaders } from "./readers/document-readers.js";
import type { ReadingAnswer, ReadingOrder } from "./reading-message.js";

// What a reading process runs: it answers each file with its document, and ends with the import that started it.

process.on("message", async (order: ReadingOrder) => process.send?.(await answer(order)));

async function answer({ extension, bytes, limits }: ReadingOrder): Promise<ReadingAnswer> {
  try {
    const reader = documentReaders.get(extension);
    if (reader === undefined) throw new DocumentFailure(`There is no reader for files of type ${extension}.`);
    return { kind: "document", document: await readDocument(bytes, reader, limits) };
  } catch (error) {
    if (!(error instanceof DocumentFailure)) throw error;
    return { kind: "failure", message: error.message, failedCode: error.failedCode };
  }
}
