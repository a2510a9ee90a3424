import { homedir } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { type Mock, startMock } from "@viking-kb/mock";
import { type DemoServer, startDemoServer } from "./demo-server.js";
import { invitation } from "./invitation.js";
import { orPortTaken, readPorts } from "./ports.js";
import { showSections } from "./section.js";
import { createSections, describeImport } from "./sections.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const { PORT, VIKING_KB_DATA, VIKING_KB_DOCUMENTS } = process.env;

const write = (text: string): void => {
  process.stdout.write(text);
};

const interrupted = new AbortController();
let mock: Mock | undefined;
let server: DemoServer | undefined;
const close = () => Promise.all([mock?.close(), server?.close()]);
for (const name of ["SIGINT", "SIGTERM"]) {
  process.once(name, async () => {
    interrupted.abort();
    await close();
    write("\nStopped.\n");
    process.exit(0);
  });
}

try {
  const ports = readPorts(PORT);
  const dataFolder = folder(VIKING_KB_DATA, `${root}.viking-kb`);
  write(styleText("bold", "viking-kb: the VikingDB knowledge base API, contract first\n"));
  const sections = createSections({
    async startMock() {
      mock = await orPortTaken(ports, "mock", startMock({ port: ports.mock }));
      return mock;
    },
    async startServer() {
      const documentsFolder = folder(VIKING_KB_DOCUMENTS, `${root}apps/demo/documents`);
      const options = { port: ports.server, dataFolder, documentsFolder, now: () => new Date() };
      server = await orPortTaken(ports, "server", startDemoServer(options));
      return server;
    },
    onChange: (report) => write(`${describeImport(report).join("\n")}\n`),
    signal: interrupted.signal,
  });
  await showSections(sections, write);
  if (mock && server) write(invitation(mock.url, server, Boolean(VIKING_KB_DATA)));
} catch (error) {
  if (!interrupted.signal.aborted) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
    await close();
  }
}

/** A folder that the environment names, as a shell would read it, or the one of our own. */
function folder(named: string | undefined, own: string): string {
  return named ? resolve(named.replace(/^~(?=\/|$)/, homedir())) : own;
}
