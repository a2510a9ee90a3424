import { styleText } from "node:util";
import { untilAborted } from "@viking-kb/command-line";
import { summaryLine, type Target, targetOf, verifyContract } from "@viking-kb/contract";
import type { ImportReport } from "@viking-kb/server";
import type { DemoServer } from "./demo-server.js";
import { runCommand } from "./run-command.js";
import type { Show } from "./screen.js";
import { showDocuments, showMockCalls } from "./show-calls.js";
import { showFault } from "./show-fault.js";
import { showTask } from "./show-task.js";

/** One section of the demo. */
interface Section {
  readonly title: string;
  /** Runs the section, and shows what comes of it. Rejects with a sentence when it fails. */
  readonly run: (show: Show) => Promise<void>;
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
    { title: "The contract is linted", run: (show) => runScript("lint", show, signal) },
    { title: "The generated code is current", run: (show) => runScript("generated", show, signal) },
    {
      title: "Prism serves it as a mock",
      run: async (show) => {
        const mock = await startMock();
        mockUrl = mock.url;
        show(`${mock.operations.join(", ")} at ${mock.url}`);
      },
    },
    {
      title: "The sample app makes its four calls",
      run: (show) => showMockCalls(mockUrl, show, signal),
    },
    {
      title: "Dredd and the strict checker hold the mock to the contract",
      run: (show) => verify(mockUrl, { kind: "mock" }, "mock", show, signal),
    },
    {
      title: "With a fault put before the mock, the strict checker goes red",
      run: (show) => showFault(mockUrl, show, signal),
    },
    {
      title: "A real server, with a database and verified signatures, is held to it",
      run: async (show) => {
        server = await startServer();
        const { url, settings } = server;
        show(url);
        await verify(url, (await targetOf({}, settings)).target, "server", show, signal);
      },
    },
    {
      title: "Real documents are imported and read",
      run: (show) => showDocuments(started(), onChange, show, signal),
    },
    {
      title: "A download task is waited for, and its file is opened",
      run: (show) => showTask(started(), show, signal),
    },
  ];
}

/** Where sections are shown, and what ends them. */
interface Shown {
  readonly write: (text: string) => void;
  readonly show: Show;
  readonly signal: AbortSignal;
}

/** Runs sections one after the other until the signal is aborted, and shows each with its time. */
export async function showSections(sections: readonly Section[], { write, show, signal }: Shown): Promise<void> {
  for (const [index, { title, run }] of sections.entries()) {
    write(`\n${styleText("bold", `${index + 1}. ${title}`)}\n`);
    const start = performance.now();
    await run((line) => {
      // What was interrupted shows nothing more, whatever comes of it.
      if (!signal.aborted) show(line);
    });
    signal.throwIfAborted();
    write(styleText("dim", `   ${((performance.now() - start) / 1000).toFixed(1)} s\n`));
  }
}

/** Runs the contract against a server. After an abort its end is not awaited, since the run cannot be interrupted. */
async function verify(url: string, target: Target, name: string, show: Show, signal: AbortSignal): Promise<void> {
  // Without the random requests, which take as long as all the rest: `pnpm contract` has them.
  const verifying = verifyContract(url, { target, layers: ["dredd", "strict"] });
  const report = await Promise.race([verifying, untilAborted(signal)]);
  if (!report) throw signal.reason;
  if (!report.kept) throw new Error(`The ${name} breaks the contract: ${summaryLine(report)}`);
  show(summaryLine(report));
}

/** Runs one of the contract's scripts, as `pnpm lint` and the build do. */
async function runScript(script: string, show: Show, signal: AbortSignal): Promise<void> {
  const { status, output, errors } = await runCommand(
    "pnpm",
    ["--silent", "--filter", "@viking-kb/spec", "run", script],
    { signal },
  );
  if (status !== 0) throw new Error(`${errors || output}`.trim());
  for (const line of output.trim().split("\n")) show(line);
}
