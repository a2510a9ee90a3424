import { fileURLToPath } from "node:url";
import { summaryLine, verifyContract } from "@viking-kb/contract";
import type { Mock } from "@viking-kb/mock";
import { runCommand } from "./run-command.js";
import type { Section } from "./section.js";

const cli = fileURLToPath(import.meta.resolve("@viking-kb/cli/bin/viking-kb.js"));

/** The sample app's four calls, each a documented case that the mock answers. */
const calls: readonly (readonly string[])[] = [
  ["collection", "info", "test_collection_name"],
  ["doc", "info", "archive", "--collection", "intake"],
  ["points", "list", "--collection", "handbook"],
  ["task", "info", "xxx"],
];

/** Lines shown of each call: enough to see what it answers, few enough for all four to fit a screen or two. */
const shownLines = 14;

/** What `npm start` shows, in order. `mock` is started in the third section and serves the ones after it. */
export function createSections(startMock: () => Promise<Mock>, signal: AbortSignal): Section[] {
  let mock: Mock | undefined;
  const served = (): Mock => {
    if (!mock) throw new Error("The mock is not running.");
    return mock;
  };
  return [
    { title: "The contract is linted", run: () => runScript("lint", signal) },
    { title: "The generated code is current", run: () => runScript("generated", signal) },
    {
      title: "Prism serves it as a mock",
      run: async () => {
        mock = await startMock();
        return [`${mock.operations.join(", ")} at ${mock.url}`];
      },
    },
    {
      title: "The sample app makes its four calls",
      run: async () => {
        const shown: string[] = [];
        for (const call of calls) shown.push(...(await showCall(call, served().url, signal)));
        return shown;
      },
    },
    {
      title: "Dredd and the strict checker hold the mock to the contract",
      run: async () => {
        const report = await verifyContract(served().url, { target: { kind: "mock" } });
        if (!report.kept) throw new Error(`The mock breaks the contract: ${summaryLine(report)}`);
        return [summaryLine(report)];
      },
    },
  ];
}

/** Runs one of the contract's own scripts, the ones that `pnpm lint` and the build run too. */
async function runScript(script: string, signal: AbortSignal): Promise<readonly string[]> {
  const { status, output, errors } = await runCommand(
    "pnpm",
    ["--silent", "--filter", "@viking-kb/spec", "run", script],
    signal,
  );
  if (status !== 0) throw new Error(`${errors || output}`.trim());
  return output.trim().split("\n");
}

async function showCall(call: readonly string[], url: string, signal: AbortSignal): Promise<readonly string[]> {
  const args = ["--profile", "mock", ...call];
  const { status, output, errors } = await runCommand(process.execPath, [cli, "--endpoint", url, ...args], signal);
  if (status !== 0) throw new Error(`viking-kb ${args.join(" ")} ended with ${status}: ${errors.trim()}`);
  const lines = output.trimEnd().split("\n");
  const rest = lines.length - shownLines;
  return [
    `$ viking-kb ${args.join(" ")}`,
    ...lines.slice(0, shownLines).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … ${rest} more ${rest === 1 ? "line" : "lines"}`] : []),
    "",
  ];
}
