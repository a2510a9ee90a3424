import { styleText } from "node:util";
import { type Mock, startMock } from "@viking-kb/mock";
import { showSections } from "./section.js";
import { createSections } from "./sections.js";

const write = (text: string): void => {
  process.stdout.write(text);
};

const interrupted = new AbortController();
let mock: Mock | undefined;
for (const name of ["SIGINT", "SIGTERM"]) {
  process.once(name, async () => {
    interrupted.abort();
    await mock?.close();
    write("\nStopped.\n");
    process.exit(0);
  });
}

try {
  const port = readPort(process.env.PORT);
  write(styleText("bold", "viking-kb: the VikingDB knowledge base API, contract first\n"));
  const start = async () => {
    try {
      mock = await startMock({ port });
      return mock;
    } catch (error) {
      const taken = error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === "EADDRINUSE";
      if (!taken) throw error;
      throw new Error(
        `Port ${port} is taken, perhaps by another npm start: stop that one, or run PORT=${port + 1} npm start.`,
      );
    }
  };
  await showSections(createSections(start, interrupted.signal), write);
  write(invitation(mock?.url ?? ""));
} catch (error) {
  if (!interrupted.signal.aborted) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
    await mock?.close();
  }
}

/** 4010 unless PORT says otherwise; the built-in profile `mock` looks there. */
function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return 4010;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Error(`PORT is ${text}: set it to a number from 0 to 65535.`);
  return port;
}

function invitation(url: string): string {
  const endpoint = url.endsWith(":4010") ? "" : ` --endpoint ${url}`;
  return `
${styleText("bold", `Serving at ${url} until Ctrl-C.`)} In another terminal:

   npx -y pnpm@10.34.9 --silent viking-kb --profile mock${endpoint} points list --collection handbook
   npx -y pnpm@10.34.9 --silent contract ${url} --mock --break wrong-type

   curl -s ${url}/api/knowledge/doc/info -H 'Authorization: any' -H 'Content-Type: application/json' \\
        -H 'Prefer: code=400, example=doc-not-exist' -d '{"collection_name":"handbook","doc_id":"gone"}'
`;
}
