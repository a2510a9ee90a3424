import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

// Writes beside each real PDF what pdftotext (poppler) reads in it, which the tests hold the reader's text against.

const folder = new URL("documents/", import.meta.url);
const sources: { pdf: { file: string }[] } = parse(readFileSync(new URL("sources.pdf.yaml", folder), "utf8"));
for (const { file } of sources.pdf) {
  const bytes = readFileSync(new URL(`pdf/${file}`, folder));
  const text = execFileSync("pdftotext", ["-q", "-enc", "UTF-8", "-", "-"], { input: bytes, encoding: "utf8" });
  // The form feed that ends a page says nothing here.
  writeFileSync(new URL(`pdf/${file}.txt`, folder), text.replaceAll("\f", "\n").replaceAll("\r", ""));
}
