import type { DocumentReader } from "./formats/document-reader.js";

// A parser is loaded with the first file that needs it: loading one takes longer than reading most files.
const csv: DocumentReader = async (bytes, limits) => (await import("./formats/csv.js")).readCsv(bytes, limits);
const jsonLines: DocumentReader = async (bytes) => (await import("./formats/json-lines.js")).readJsonLines(bytes);
const markdown: DocumentReader = async (bytes) => (await import("./formats/markdown.js")).readMarkdown(bytes);
const plainText: DocumentReader = async (bytes) => (await import("./formats/plain-text.js")).readPlainText(bytes);

/** The readers by file extension, lower-case and without a dot. */
export const documentReaders: ReadonlyMap<string, DocumentReader> = new Map([
  ["csv", csv],
  ["jsonl", jsonLines],
  ["markdown", markdown],
  ["md", markdown],
  ["ndjson", jsonLines],
  ["text", plainText],
  ["txt", plainText],
]);
