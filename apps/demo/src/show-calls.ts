import { fileURLToPath } from "node:url";
import { printable } from "@viking-kb/command-line";
import type { ImportReport } from "@viking-kb/server";
import { collectionName, type DemoServer } from "./demo-server.js";
import { runCommand } from "./run-command.js";

const cli = fileURLToPath(import.meta.resolve("@viking-kb/cli/bin/viking-kb.js"));

/** Lines shown of each call: enough to see its answer, few enough that all four fit on a screen or two. */
const shownLines = 14;

/**
 * Makes calls with the sample app, and shows the command and the beginning of each answer.
 *
 * @param shown arguments before those of the call
 * @param hidden further arguments, which are not shown
 * @param variables further variables of the environment
 */
export async function showCalls(
  calls: readonly (readonly string[])[],
  shown: readonly string[],
  hidden: readonly string[],
  variables: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const call of calls) {
    const typed = printable(["viking-kb", ...shown, ...call].join(" "));
    const program = [cli, ...hidden, ...shown, ...call];
    const { status, output, errors } = await runCommand(process.execPath, program, { signal, variables });
    if (status !== 0) throw new Error(`${typed} ended with ${status}: ${errors.trim()}`);
    lines.push(`$ ${typed}`, ...firstLines(output), "");
  }
  return lines;
}

function firstLines(output: string): string[] {
  const lines = output.trimEnd().split("\n");
  const rest = lines.length - shownLines;
  return [
    ...lines.slice(0, shownLines).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … ${rest} more ${rest === 1 ? "line" : "lines"}`] : []),
  ];
}

/**
 * The sample app's four calls to the server: three about the imported documents, and one about a task of the fixtures.
 */
const serverCalls = (docId: string | undefined): readonly (readonly string[])[] => [
  ["collection", "info", collectionName],
  ...(docId === undefined ? [] : [["doc", "info", collectionName, docId]]),
  ["points", "list", collectionName, "--limit", "11"],
  ["task", "info", "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a"],
];

/** Imports the documents, calls for them, and shows both. `onChange` gets the result of each later import. */
export async function showDocuments(
  { documentsFolder, settings, importDocuments }: DemoServer,
  onChange: (report: ImportReport) => void,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { report, docId } = await importDocuments(onChange);
  const calls = await showCalls(serverCalls(docId), [], [], settings, signal);
  return [documentsFolder, ...describeImport(report), "", ...calls];
}

/** The result of an import in one or two lines. File names may hold anything, so they are made printable. */
export function describeImport(report: ImportReport): string[] {
  const { collectionName, done, unchanged, deleted, failed, waiting, pointCount } = report;
  const counts = [
    `${done} imported`,
    `${unchanged} unchanged`,
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(waiting.length > 0 ? [`${waiting.length} waiting`] : []),
  ];
  return [
    `${collectionName}: ${counts.join(", ")}; it holds ${pointCount} points`,
    ...failed.map(({ docId, failedCode, failedMessage }) => `${docId} failed (${failedCode}): ${failedMessage}`),
    ...waiting.map(({ docId, reason }) => `${docId} waits for the next import: ${reason}`),
  ].map(printable);
}
