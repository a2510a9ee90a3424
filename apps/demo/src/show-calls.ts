import { printable } from "@viking-kb/command-line";
import type { ImportReport } from "@viking-kb/server";
import { collectionName, type DemoServer } from "./demo-server.js";
import type { Show } from "./screen.js";
import { showCommand } from "./show-command.js";

/** The sample app's four calls to the mock; each is a documented case. */
const mockCalls: readonly (readonly string[])[] = [
  ["collection", "info", "test_collection_name"],
  ["doc", "info", "intake", "archive"],
  ["points", "list", "handbook"],
  ["task", "info", "xxx"],
];

/** Makes the four calls to the mock with the sample app, and shows each. */
export async function showMockCalls(mockUrl: string, show: Show, signal: AbortSignal): Promise<void> {
  for (const call of mockCalls) {
    const args = ["--profile", "mock", ...call];
    await showCommand({ program: "viking-kb", args, hidden: ["--endpoint", mockUrl] }, show, signal);
  }
}

/** Imports the documents, calls for them, and shows both. `onChange` gets the result of each later import. */
export async function showDocuments(
  { documentsFolder, settings, importDocuments }: DemoServer,
  onChange: (report: ImportReport) => void,
  show: Show,
  signal: AbortSignal,
): Promise<void> {
  const { report, docId } = await importDocuments(onChange);
  for (const line of [printable(documentsFolder), ...describeImport(report), ""]) show(line);
  const calls = [
    ["collection", "info", collectionName],
    ...(docId === undefined ? [] : [["doc", "info", collectionName, docId]]),
    ["points", "list", collectionName, "--limit", "11"],
  ];
  for (const args of calls) await showCommand({ program: "viking-kb", args, variables: settings }, show, signal);
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
