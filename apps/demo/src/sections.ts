import { summaryLine, type Target, verifyContract } from "@viking-kb/contract";
import type { ImportReport } from "@viking-kb/server";
import { collectionName, type DemoServer } from "./demo-server.js";
import { runCommand } from "./run-command.js";
import type { Section } from "./section.js";
import { showCalls } from "./show-calls.js";

/** The sample app's four calls to the mock, each a documented case. */
const mockCalls: readonly (readonly string[])[] = [
  ["collection", "info", "test_collection_name"],
  ["doc", "info", "archive", "--collection", "intake"],
  ["points", "list", "--collection", "handbook"],
  ["task", "info", "xxx"],
];

/** The same to the server: three about the imported documents, and one about a task that the fixtures declare. */
const serverCalls = (docId: string | undefined): readonly (readonly string[])[] => [
  ["collection", "info", collectionName],
  ...(docId === undefined ? [] : [["doc", "info", docId, "--collection", collectionName]]),
  ["points", "list", "--collection", collectionName, "--limit", "11"],
  ["task", "info", "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a"],
];

/** What the sections start; whoever shows them ends it. */
export interface Serving {
  startMock(): Promise<{ readonly url: string; readonly operations: readonly string[] }>;
  startServer(): Promise<DemoServer>;
  /** Told what each later import of the documents came to. */
  onChange(report: ImportReport): void;
  readonly signal: AbortSignal;
}

/** What `npm start` shows, in order. Each section may use what the ones before it have started. */
export function createSections({ startMock, startServer, onChange, signal }: Serving): Section[] {
  let mockUrl = "";
  let server: DemoServer | undefined;
  const started = (): DemoServer => {
    if (!server) throw new Error("The server is not running.");
    return server;
  };
  return [
    { title: "The contract is linted", run: () => runScript("lint", signal) },
    { title: "The generated code is current", run: () => runScript("generated", signal) },
    {
      title: "Prism serves it as a mock",
      run: async () => {
        const mock = await startMock();
        mockUrl = mock.url;
        return [`${mock.operations.join(", ")} at ${mock.url}`];
      },
    },
    {
      title: "The sample app makes its four calls",
      run: () => showCalls(mockCalls, ["--profile", "mock"], ["--endpoint", mockUrl], {}, signal),
    },
    {
      title: "Dredd and the strict checker hold the mock to the contract",
      run: () => verified(mockUrl, { kind: "mock" }, "mock"),
    },
    {
      title: "A real server, with a database and verified signatures, is held to it as well",
      run: async () => {
        server = await startServer();
        const { url, settings } = server;
        return [url, ...(await verified(url, serverTarget(settings), "server"))];
      },
    },
    {
      title: "The same four calls, answered from real documents",
      run: async () => {
        const { documentsFolder, settings, importDocuments } = started();
        const { report, docId } = await importDocuments(onChange);
        const calls = await showCalls(serverCalls(docId), [], [], settings, signal);
        return [documentsFolder, ...describeImport(report), "", ...calls];
      },
    },
  ];
}

/** What an import came to, in a line or two. */
export function describeImport(report: ImportReport): string[] {
  const { collectionName, done, unchanged, deleted, failed, pointCount } = report;
  const counts = [
    `${done} imported`,
    `${unchanged} unchanged`,
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
  ];
  return [
    `${collectionName}: ${counts.join(", ")}; it holds ${pointCount} points`,
    ...failed.map(({ docId, failedCode, failedMessage }) => `${docId} failed (${failedCode}): ${failedMessage}`),
  ];
}

function serverTarget(settings: DemoServer["settings"]): Target {
  const key = (prefix: string) => ({
    accessKeyId: settings[`${prefix}ACCESS_KEY_ID`] ?? "",
    secretAccessKey: settings[`${prefix}SECRET_ACCESS_KEY`] ?? "",
  });
  return { kind: "server", credentials: key("VIKING_KB_"), restrictedCredentials: key("VIKING_KB_RESTRICTED_") };
}

async function verified(url: string, target: Target, name: string): Promise<readonly string[]> {
  // The random requests and Prism's opinion take as long as all the rest: they are for `pnpm contract`.
  const report = await verifyContract(url, { target, layers: ["dredd", "strict"] });
  if (!report.kept) throw new Error(`The ${name} breaks the contract: ${summaryLine(report)}`);
  return [summaryLine(report)];
}

/** Runs one of the contract's own scripts, the ones that `pnpm lint` and the build run too. */
async function runScript(script: string, signal: AbortSignal): Promise<readonly string[]> {
  const { status, output, errors } = await runCommand(
    "pnpm",
    ["--silent", "--filter", "@viking-kb/spec", "run", script],
    { signal },
  );
  if (status !== 0) throw new Error(`${errors || output}`.trim());
  return output.trim().split("\n");
}
