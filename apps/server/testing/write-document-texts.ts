import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

// Writes beside each real document what pandoc (HTML, Word) or poppler (PDF) reads in it, which the tests hold the
// readers' text against.

const folder = new URL("documents/", import.meta.url);
const pandoc = (format: string, input: Buffer | string): string =>
  execFileSync("pandoc", ["--from", format, "--to", "plain", "--wrap", "none"], { input, encoding: "utf8" });
const extractors: Record<string, (bytes: Buffer, encoding: string | undefined) => string> = {
  html: (bytes, encoding) => pandoc("html", new TextDecoder(encoding).decode(bytes)),
  word: (bytes) => pandoc("docx", bytes),
  pdf: (bytes) =>
    execFileSync("pdftotext", ["-q", "-enc", "UTF-8", "-", "-"], { input: bytes, encoding: "utf8" })
      // The form feed that ends a page says nothing here.
      .replaceAll("\f", "\n")
      .replaceAll("\r", ""),
};
const sources: Record<string, { file: string; encoding?: string }[]> = parse(
  readFileSync(new URL("sources.yaml", folder), "utf8"),
);
for (const [kind, textOf] of Object.entries(extractors)) {
  const ofKind = new URL(`${kind}/`, folder);
  for (const name of readdirSync(ofKind)) if (name.endsWith(".txt")) rmSync(new URL(name, ofKind));
  for (const { file, encoding } of sources[kind] ?? []) {
    writeFileSync(new URL(`${file}.txt`, ofKind), textOf(readFileSync(new URL(file, ofKind)), encoding));
  }
}
