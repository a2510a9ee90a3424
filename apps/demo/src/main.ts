import { once } from "node:events";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { type Mock, startMock } from "@viking-kb/mock";
import { type DemoServer, startDemoServer } from "./demo-server.js";
import { invitation } from "./invitation.js";
import { readPorts, requireFreePorts } from "./ports.js";
import { showSections } from "./section.js";
import { createSections } from "./sections.js";
import { describeImport } from "./show-documents.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const { PORT, VIKING_KB_DATA, VIKING_KB_DOCUMENTS } = process.env;

/** Exit codes of a start that is interrupted before it serves: as shells have it, 128 and the signal's number. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const write = (text: string): void => {
  process.stdout.write(text);
};

const interruption = new AbortController();
const { signal } = interruption;
for (const [name, code] of Object.entries(exitCodes)) process.once(name, () => interruption.abort(code));

let mock: Mock | undefined;
let server: DemoServer | undefined;
let serving = false;
try {
  await show();
  serving = true;
  if (!signal.aborted) await once(signal, "abort");
} catch (error) {
  if (!signal.aborted) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
await Promise.all([mock?.close(), server?.close()]);
if (signal.aborted) {
  process.exitCode = serving ? 0 : signal.reason;
  write("\nStopped.\n");
}
// A contract run that was interrupted is still at work.
process.exit();

async function show(): Promise<void> {
  const ports = readPorts(PORT);
  await requireFreePorts(ports);
  const dataFolder = folder(VIKING_KB_DATA, `${root}.viking-kb`);
  write(styleText("bold", "viking-kb: the VikingDB knowledge base API, contract first\n"));
  const sections = createSections({
    async startMock() {
      mock = await startMock({ port: ports.mock });
      return mock;
    },
    async startServer() {
      const documentsFolder = folder(VIKING_KB_DOCUMENTS, `${root}apps/demo/documents`);
      const options = { port: ports.server, dataFolder, documentsFolder, now: () => new Date(), signal };
      server = await startDemoServer(options);
      return server;
    },
    onChange: (report) => write(`${describeImport(report).join("\n")}\n`),
    signal,
  });
  await showSections(sections, write, signal);
  if (mock && server) write(invitation(mock.url, server, Boolean(VIKING_KB_DATA)));
}

/** A folder that the environment names, as a shell would read it, or the one of our own. */
function folder(named: string | undefined, own: string): string {
  return named ? resolve(named.replace(/^~(?=\/|$)/, homedir())) : own;
}
