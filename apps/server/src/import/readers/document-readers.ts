import { readCsv } from "./csv.js";
import type { DocumentReader } from "./document-reader.js";
import { readJsonLines } from "./json-lines.js";
import { readMarkdown } from "./markdown.js";
import { readPlainText } from "./plain-text.js";

/** The readers by file extension, lower-case and without a dot. */
export const documentReaders: ReadonlyMap<string, DocumentReader> = new Map([
  ["csv", readCsv],
  ["jsonl", readJsonLines],
  ["markdown", readMarkdown],
  ["md", readMarkdown],
  ["ndjson", readJsonLines],
  ["text", readPlainText],
  ["txt", readPlainText],
]);
