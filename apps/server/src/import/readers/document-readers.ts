import type { DocumentReader } from "./document-reader.js";

// Each is loaded with the first file that asks for it: the parsers take longer to load than most files to be read.
const csv: DocumentReader = async (bytes, limits) => (await import("./csv.js")).readCsv(bytes, limits);
const jsonLines: DocumentReader = async (bytes) => (await import("./json-lines.js")).readJsonLines(bytes);
const markdown: DocumentReader = async (bytes) => (await import("./markdown.js")).readMarkdown(bytes);
const plainText: DocumentReader = async (bytes) => (await import("./plain-text.js")).readPlainText(bytes);

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
