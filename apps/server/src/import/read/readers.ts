import type { DocumentReader } from "./formats/document-reader.js";

// A parser is loaded with the first file that needs it: loading one takes longer than reading most files.
const csv: DocumentReader = {
  takes: "text",
  read: async (text, limits) => (await import("./formats/csv.js")).readCsv(text, limits),
};
const tsv: DocumentReader = {
  takes: "text",
  read: async (text, limits) => (await import("./formats/csv.js")).readCsv(text, limits, "\t"),
};
const jsonLines: DocumentReader = {
  takes: "text",
  read: async (text) => (await import("./formats/json-lines.js")).readJsonLines(text),
};
const markdown: DocumentReader = {
  takes: "text",
  read: async (text) => (await import("./formats/markdown.js")).readMarkdown(text),
};
const pdf: DocumentReader = {
  takes: "bytes",
  read: async (bytes) => (await import("./formats/pdf.js")).readPdf(bytes),
};
const plainText: DocumentReader = {
  takes: "text",
  read: async (text) => (await import("./formats/plain-text.js")).readPlainText(text),
};

/** The readers by file extension, lower-case and without a dot. */
export const documentReaders: ReadonlyMap<string, DocumentReader> = new Map<string, DocumentReader>([
  ["csv", csv],
  ["jsonl", jsonLines],
  ["markdown", markdown],
  ["md", markdown],
  ["mdown", markdown],
  ["mdx", markdown],
  ["ndjson", jsonLines],
  ["pdf", pdf],
  ["text", plainText],
  ["tsv", tsv],
  ["txt", plainText],
]);
