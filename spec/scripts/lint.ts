import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { readErrorCodes } from "./error-codes.ts";
import { describeFinding } from "./finding.ts";
import { checkFixtures, fixturesFile } from "./fixtures.ts";
import { checkHouseRules, checkReferences } from "./house-rules.ts";
import { specFolder } from "./paths.ts";
import { operationsOf, readExamples, readSource } from "./read-contract.ts";
import { Refusal, runCommand } from "./refusal.ts";
import { checkTemplates } from "./template-rules.ts";

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

function refuse(findings: string[]): void {
  if (findings.length > 0) throw new Refusal(findings.join("\n"));
}

await runCommand(async () => {
  const contract = readSource();
  // What the linters say of such a contract follows from these, and does not say what to do.
  const first = [...checkReferences(contract), ...checkTemplates(contract)];
  refuse(first.map((finding) => describeFinding(contractFile, finding)));
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
      describeFinding(contractFile, finding),
    ),
    ...checkFixtures().map((finding) => describeFinding(fixturesFile, finding)),
  ];
  refuse(findings);
  return `The contract is clean (Redocly, Spectral, our own rules): ${operationsOf(contract).length} operations, ${examples.length} examples.`;
});
