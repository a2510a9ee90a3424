import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readErrorCodes } from "./error-codes.ts";
import { readFixtures } from "./fixtures.ts";
import { toOpenContract } from "./open-contract.ts";
import { specFolder } from "./paths.ts";
import { inlineExamples, operationsOf, readExamples, readSource } from "./read-contract.ts";
import { runCommand } from "./refusal.ts";
import { toStrictContract } from "./strict-contract.ts";

await runCommand(() => {
  const source = inlineExamples(readSource());
  const errorCodes = readErrorCodes();
  const examples = readExamples();
  const files = {
    "openapi.json": toOpenContract(source, errorCodes),
    "openapi.strict.json": toStrictContract(source, errorCodes),
    "examples.json": examples,
    "error-codes.json": errorCodes,
    "fixtures.json": readFixtures(),
  };
  const folder = join(specFolder, "dist");
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    // Written under another name and renamed, so that nobody reads half a file, even when two processes bundle at once.
    const written = join(folder, `${name}.${process.pid}.new`);
    writeFileSync(written, `${JSON.stringify(content, null, 2)}\n`);
    renameSync(written, join(folder, name));
  }
  return `Bundled ${operationsOf(source).length} operations and ${examples.length} examples into ${Object.keys(files).join(", ")}.`;
});
