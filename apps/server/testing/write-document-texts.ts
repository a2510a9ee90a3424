import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

// Writes beside each real document what pandoc reads in it, which the tests hold the readers' text against.

const folder = new URL("documents/", import.meta.url);
const formats = { html: "html", word: "docx" };
const sources: Record<string, { file: string; encoding?: string }[]> = parse(
  readFileSync(new URL("sources.yaml", folder), "utf8"),
);
for (const [kind, format] of Object.entries(formats)) {
  const ofKind = new URL(`${kind}/`, folder);
  for (const name of readdirSync(ofKind)) if (name.endsWith(".txt")) rmSync(new URL(name, ofKind));
  for (const { file, encoding } of sources[kind] ?? []) {
    const bytes = readFileSync(new URL(file, ofKind));
    const input = format === "html" ? new TextDecoder(encoding).decode(bytes) : bytes;
    const text = execFileSync("pandoc", ["--from", format, "--to", "plain", "--wrap", "none"], { input });
    writeFileSync(new URL(`${file}.txt`, ofKind), text);
  }
}
