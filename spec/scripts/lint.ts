import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { isNode, LineCounter, parseDocument } from "yaml";
import { readErrorCodes } from "./error-codes.ts";
import { checkFixtures, fixturesFile } from "./fixtures.ts";
import { checkHouseRules, checkReferences, type Finding } from "./house-rules.ts";
import { specFolder } from "./paths.ts";
import { operationsOf, readExamples, readSource } from "./read-contract.ts";
import { Refusal, runCommand } from "./refusal.ts";

const contractFile = "openapi.yaml";
const run = promisify(execFile);

async function runLinter(name: string, args: string[]): Promise<string[]> {
  try {
    await run(process.execPath, [join(specFolder, "node_modules", name), ...args], { cwd: specFolder });
    return [];
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return [`${stdout}${stderr}`.trim()];
  }
}

/** One line for a finding, with the line of its file that its pointer leads to. */
function describe(file: string, { rule, pointer, message }: Finding): string {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(specFolder, file), "utf8"), { lineCounter: lines, merge: true });
  const path = pointer
    .slice(2)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  // Inside an alias nothing can be located; the alias itself is the nearest place.
  const node = path.map((_key, depth) => document.getIn(path.slice(0, depth + 1), true)).findLast(isNode);
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  return `${file}:${line} ${pointer} ${message} (${rule})`;
}

function refuse(findings: string[]): void {
  if (findings.length > 0) throw new Refusal(findings.join("\n"));
}

await runCommand(async () => {
  const contract = readSource();
  refuse(checkReferences(contract).map((finding) => describe(contractFile, finding)));
  const examples = readExamples();
  const [redocly, spectral] = await Promise.all([
    runLinter("@redocly/cli/bin/cli.js", ["lint", contractFile, "--format=codeframe", "--max-problems=20"]),
    runLinter("@stoplight/spectral-cli/dist/index.js", ["lint", contractFile, "--fail-severity=warn", "--quiet"]),
  ]);
  // Spectral finds much of what Redocly finds, and the rules of this project require a valid OpenAPI document. So each
  // runs only when the one before has found nothing, and each fault is reported once.
  refuse(redocly);
  refuse(spectral);
  const findings = [
    ...checkHouseRules({ contract, examples, errorCodes: readErrorCodes() }).map((finding) =>
      describe(contractFile, finding),
    ),
    ...checkFixtures().map((finding) => describe(fixturesFile, finding)),
  ];
  refuse(findings);
  return `The contract is clean (Redocly, Spectral, our own rules): ${operationsOf(contract).length} operations, ${examples.length} examples.`;
});
