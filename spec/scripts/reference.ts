import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readErrorCodes } from "./error-codes.ts";
import { specFolder } from "./paths.ts";
import { inlineExamples, readSource } from "./read-contract.ts";
import { referencePages, toReferenceContract } from "./reference-contract.ts";
import { Refusal, runCommand } from "./refusal.ts";

/** Redoc's own script would fetch a logo, and report each visit to Redocly. */
const offline = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; worker-src blob:">`;

await runCommand(() => {
  const source = inlineExamples(readSource());
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-reference-"));
  try {
    for (const language of ["en", "zh"] as const) {
      const contract = join(folder, `${language}.json`);
      writeFileSync(contract, JSON.stringify(toReferenceContract(source, readErrorCodes(), language)));
      writePage(contract, join(specFolder, "dist", referencePages[language]), language);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return `The reference is in ${Object.values(referencePages).join(" and ")}, in dist.`;
});

/** Writes a page that needs no network, and asks nothing of it. */
function writePage(contract: string, page: string, language: string): void {
  const redocly = join(specFolder, "node_modules/@redocly/cli/bin/cli.js");
  const argv = [redocly, "build-docs", contract, "--output", page, "--inlineBundle"];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: specFolder, encoding: "utf8" });
  if (status !== 0) throw new Refusal(`Redocly wrote no page:\n${stdout}${stderr}`);
  const written = readFileSync(page, "utf8");
  const begin = /^<!DOCTYPE html>\s*<html lang="en">\s*<head>/;
  if (!begin.test(written)) throw new Refusal(`Redocly begins a page in another way than before: ${page}.`);
  writeFileSync(page, written.replace(begin, `<!DOCTYPE html>\n<html lang="${language}">\n<head>\n  ${offline}`));
}
