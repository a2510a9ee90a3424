import { styleText } from "node:util";
import { untilAborted } from "@viking-kb/command-line";
import { summaryLine, type Target, verifyContract } from "@viking-kb/contract";
import type { ImportReport } from "@viking-kb/server";
import type { DemoServer } from "./demo-server.js";
import { runCommand } from "./run-command.js";
import { showCalls, showDocuments } from "./show-calls.js";

/** The sample app's four calls to the mock; each is a documented case. */
const mockCalls: readonly (readonly string[])[] = [
  ["collection", "info", "test_collection_name"],
  ["doc", "info", "intake", "archive"],
  ["points", "list", "handbook"],
  ["task", "info", "xxx"],
];

/** One section of the demo. */
interface Section {
  readonly title: string;
  /** Runs the section and resolves to the lines to show. Rejects with a sentence when it fails. */
  readonly run: () => Promise<readonly string[]>;
}

/** What the sections have started. The caller ends it. */
export interface Serving {
  startMock(): Promise<{ readonly url: string; readonly operations: readonly string[] }>;
  startServer(): Promise<DemoServer>;
  /** Called with the result of each later import of the documents. */
  onChange(report: ImportReport): void;
  readonly signal: AbortSignal;
}

/** The sections of `npm start`, in order. Each may use what earlier ones have started. */
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
      run: () => verified(mockUrl, { kind: "mock" }, "mock", signal),
    },
    {
      title: "A real server, with a database and verified signatures, is held to it as well",
      run: async () => {
        server = await startServer();
        const { url, settings } = server;
        return [url, ...(await verified(url, serverTarget(settings), "server", signal))];
      },
    },
    {
      title: "The same four calls, answered from real documents",
      run: () => showDocuments(started(), onChange, signal),
    },
  ];
}

/** Runs sections one after the other until the signal is aborted, and shows the result and the time of each. */
export async function showSections(
  sections: readonly Section[],
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, { title, run }] of sections.entries()) {
    write(`\n${styleText("bold", `${index + 1}. ${title}`)}\n`);
    const start = performance.now();
    const lines = await run();
    signal.throwIfAborted();
    for (const line of lines) write(line === "" ? "\n" : `   ${line}\n`);
    write(styleText("dim", `   ${((performance.now() - start) / 1000).toFixed(1)} s\n`));
  }
}

function serverTarget(settings: DemoServer["settings"]): Target {
  const key = (prefix: string) => ({
    accessKeyId: settings[`${prefix}ACCESS_KEY_ID`] ?? "",
    secretAccessKey: settings[`${prefix}SECRET_ACCESS_KEY`] ?? "",
  });
  return { kind: "server", credentials: key("VIKING_KB_"), restrictedCredentials: key("VIKING_KB_RESTRICTED_") };
}

/** Runs the contract against a server. After an abort its end is not awaited, since the run cannot be interrupted. */
async function verified(url: string, target: Target, name: string, signal: AbortSignal): Promise<readonly string[]> {
  // Without the random requests, which take as long as all the rest: `pnpm contract` has them.
  const verifying = verifyContract(url, { target, layers: ["dredd", "strict"] });
  const report = await Promise.race([verifying, untilAborted(signal)]);
  if (!report) throw signal.reason;
  if (!report.kept) throw new Error(`The ${name} breaks the contract: ${summaryLine(report)}`);
  return [summaryLine(report)];
}

/** Runs one of the contract's scripts, as `pnpm lint` and the build do. */
async function runScript(script: string, signal: AbortSignal): Promise<readonly string[]> {
  const { status, output, errors } = await runCommand(
    "pnpm",
    ["--silent", "--filter", "@viking-kb/spec", "run", script],
    { signal },
  );
  if (status !== 0) throw new Error(`${errors || output}`.trim());
  return output.trim().split("\n");
}
