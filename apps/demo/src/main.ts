import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { interruptedBy, processTerminal, untilAborted } from "@viking-kb/command-line";
import type { Inspector } from "@viking-kb/inspector";
import { type Mock, startMock } from "@viking-kb/mock";
import { type DemoServer, startDemoServer } from "./demo-server.js";
import { invitation } from "./invitation.js";
import { namedFolder } from "./named-folder.js";
import { readPorts, requireFreePorts } from "./ports.js";
import { createShow } from "./screen.js";
import { createSections, showSections } from "./sections.js";
import { describeImport } from "./show-calls.js";
import { startPage } from "./start-page.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const { PORT, VIKING_KB_DATA, VIKING_KB_DOCUMENTS } = process.env;

const write = (text: string): void => {
  process.stdout.write(text);
};

const { signal } = interruptedBy("SIGHUP", "SIGINT", "SIGTERM");

let mock: Mock | undefined;
let server: DemoServer | undefined;
let page: Inspector | undefined;
let serving = false;
try {
  await show();
  serving = true;
  await untilAborted(signal);
} catch (error) {
  if (!signal.aborted) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
await Promise.all([mock?.close(), server?.close(), page?.close()]);
if (signal.aborted) {
  // If nothing was served yet, the exit code is that of the signal, as in shells.
  process.exitCode = serving ? 0 : 128 + constants.signals[signal.reason as NodeJS.Signals];
  write("\nStopped.\n");
}
// An interrupted contract run still keeps the process alive.
process.exit();

async function show(): Promise<void> {
  const ports = readPorts(PORT);
  await requireFreePorts(ports);
  const dataFolder = namedFolder(VIKING_KB_DATA, `${root}.viking-kb`);
  write(styleText("bold", "viking-kb: the VikingDB knowledge base API, contract first\n"));
  const sections = createSections({
    async startMock() {
      mock = await startMock({ port: ports.mock });
      return mock;
    },
    async startServer() {
      const documentsFolder = namedFolder(VIKING_KB_DOCUMENTS, `${root}apps/demo/documents`);
      const options = { port: ports.server, dataFolder, documentsFolder, now: () => new Date(), signal };
      server = await startDemoServer(options);
      return server;
    },
    onChange: (report) => write(`${describeImport(report).join("\n")}\n`),
    signal,
  });
  const { columns } = processTerminal(process);
  await showSections(sections, { write, show: createShow(write, columns), signal });
  if (!mock || !server) return;
  page = await startPage(server);
  write(invitation(mock.url, server, page.url, VIKING_KB_DATA ? dataFolder : undefined));
}
