import type { ImportReport } from "@viking-kb/server";
import { collectionName, type DemoServer } from "./demo-server.js";
import { showCalls } from "./show-calls.js";

/** The sample app's four calls to the server: three about the imported documents, and one about a task that the fixtures declare. */
const serverCalls = (docId: string | undefined): readonly (readonly string[])[] => [
  ["collection", "info", collectionName],
  ...(docId === undefined ? [] : [["doc", "info", docId, "--collection", collectionName]]),
  ["points", "list", "--collection", collectionName, "--limit", "11"],
  ["task", "info", "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a"],
];

/** Imports the documents, calls for them, and shows both; what each later import came to goes to `onChange`. */
export async function showDocuments(
  { documentsFolder, settings, importDocuments }: DemoServer,
  onChange: (report: ImportReport) => void,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { report, docId } = await importDocuments(onChange);
  const calls = await showCalls(serverCalls(docId), [], [], settings, signal);
  return [documentsFolder, ...describeImport(report), "", ...calls];
}

/** What an import came to, in a line or two. */
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
  ];
}
