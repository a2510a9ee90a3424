import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readErrorCodes } from "./error-codes.ts";
import { toOpenContract } from "./open-contract.ts";
import { specFolder } from "./paths.ts";
import { inlineExamples, operationsOf, readExamples, readSource } from "./read-contract.ts";
import { toStrictContract } from "./strict-contract.ts";

const source = inlineExamples(readSource());
const errorCodes = readErrorCodes();
const examples = readExamples();

const files = {
  "openapi.json": toOpenContract(source),
  "openapi.strict.json": toStrictContract(source, errorCodes),
  "examples.json": examples,
  "error-codes.json": errorCodes,
};
for (const [name, content] of Object.entries(files)) {
  const target = join(specFolder, "dist", name);
  mkdirSync(dirname(target), { recursive: true });
  // Whoever watches these files must never read half of one.
  writeFileSync(`${target}.new`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${target}.new`, target);
}
process.stdout.write(
  `Bundled ${operationsOf(source).length} operations and ${examples.length} examples into ${Object.keys(files).join(", ")}.\n`,
);
