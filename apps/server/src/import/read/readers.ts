import type { DocumentReader } from "./formats/document-reader.js";

// A parser is loaded with the first file that needs it: loading one takes longer than reading most files.
const csv: DocumentReader = {
  version: 1,
  takes: "text",
  read: async (text, settings) => (await import("./formats/csv.js")).readCsv(text, settings),
};
const tsv: DocumentReader = {
  version: 1,
  takes: "text",
  read: async (text, settings) => (await import("./formats/csv.js")).readCsv(text, settings, "\t"),
};
const faqCsv: DocumentReader = {
  version: 1,
  takes: "text",
  read: async (text, settings) => (await import("./formats/csv.js")).readFaqCsv(text, settings),
};
const faqTsv: DocumentReader = {
  version: 1,
  takes: "text",
  read: async (text, settings) => (await import("./formats/csv.js")).readFaqCsv(text, settings, "\t"),
};
const html: DocumentReader = {
  version: 2,
  takes: "bytes",
  read: async (bytes, settings) => (await import("./formats/html.js")).readHtml(bytes, settings),
};
const jsonLines: DocumentReader = {
  version: 1,
  takes: "text",
  read: async (text) => (await import("./formats/json-lines.js")).readJsonLines(text),
};
const markdown: DocumentReader = {
  version: 2,
  takes: "text",
  read: async (text) => (await import("./formats/markdown.js")).readMarkdown(text),
};
const pdf: DocumentReader = {
  version: 2,
  takes: "bytes",
  read: async (bytes) => (await import("./formats/pdf.js")).readPdf(bytes),
};
const plainText: DocumentReader = {
  version: 1,
  takes: "text",
  read: async (text) => (await import("./formats/plain-text.js")).readPlainText(text),
};
const word: DocumentReader = {
  version: 2,
  takes: "bytes",
  read: async (bytes, settings) => (await import("./formats/word.js")).readWord(bytes, settings),
};
const xlsx: DocumentReader = {
  version: 4,
  takes: "bytes",
  read: async (bytes, settings) => (await import("./formats/xlsx.js")).readXlsx(bytes, settings),
};
const faqXlsx: DocumentReader = {
  version: 4,
  takes: "bytes",
  read: async (bytes, settings) => (await import("./formats/xlsx.js")).readFaqXlsx(bytes, settings),
};

/**
 * The readers by file extension, lower-case and without a dot before it. A sheet of questions and answers has two, as
 * in `returns.faq.csv`, or is called `faq.csv`.
 */
export const documentReaders: ReadonlyMap<string, DocumentReader> = new Map<string, DocumentReader>([
  ["csv", csv],
  ["docx", word],
  ["faq.csv", faqCsv],
  ["faq.tsv", faqTsv],
  ["faq.xlsx", faqXlsx],
  ["htm", html],
  ["html", html],
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
  ["xlsx", xlsx],
]);
