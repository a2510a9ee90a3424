import { relative } from "node:path";
import { styleText } from "node:util";
import { collectionName, type DemoServer } from "./demo-server.js";
import { foldCommand } from "./screen.js";
import { quoted } from "./show-command.js";

/** In columns: what a terminal has that nobody has made larger. */
const room = 80 - "   ".length;

/**
 * Where to look and what to type next, when everything is being served.
 *
 * @param pageUrl the address of the page over the server
 * @param dataFolder the folder of the server's data, if it is another than that of the root scripts
 */
export function invitation(
  mockUrl: string,
  server: DemoServer,
  pageUrl: string,
  dataFolder: string | undefined,
): string {
  const { url, logFile, documentsFolder, databasePath } = server;
  const endpoint = url.endsWith(":4020") ? "" : ` --endpoint ${url}`;
  const mockEndpoint = mockUrl.endsWith(":4010") ? "" : ` --endpoint ${mockUrl}`;
  const pnpm = "npx -y pnpm@10.34.9 --silent";
  const withKey = dataFolder === undefined ? pnpm : `VIKING_KB_DATA=${quoted(dataFolder)} ${pnpm}`;
  const local = `${withKey} local${endpoint}`;
  const lines = [
    "# The server. Its documents, to change before you call again, and its log:",
    `#   ${fromHere(documentsFolder)}`,
    `#   ${fromHere(logFile)}`,
    `${local} points list ${collectionName}`,
    `${local} points list ${collectionName} --all --full`,
    "",
    "# A zip of it once more: the id of a task, a wait, a download.",
    `task=$(${pnpm} viking-kb-server export ${collectionName} --database ${quoted(fromHere(databasePath))})`,
    `${local} task wait $task`,
    `${local} task download $task ${collectionName}.zip`,
    "",
    "# The contract run: on the server, and on the mock with a fault before it.",
    `${withKey} local:contract ${url}`,
    `${pnpm} mutants ${mockUrl} --mock --break wrong-type`,
    "",
    "# The mock.",
    `${pnpm} viking-kb --profile mock${mockEndpoint} points list handbook`,
    `curl -s ${mockUrl}/api/knowledge/doc/info -H 'Authorization: any' -H 'Content-Type: application/json' -H 'Prefer: code=400, example=doc-not-exist' -d '{"collection_name":"handbook","doc_id":"gone"}'`,
  ];
  const shown = lines.flatMap((line) => (line.startsWith("#") ? [line] : foldCommand(line, room)));
  return `
${styleText("bold", `Serving at ${url}, and the mock at ${mockUrl},\nuntil Ctrl-C.`)} To look at the server's documents, open in a browser:

   ${pageUrl}

In another terminal:

${shown.map((line) => (line === "" ? "\n" : `   ${line}\n`)).join("")}`;
}

/** The shortest form of a path from the current folder. */
export function fromHere(path: string): string {
  const shorter = relative(process.cwd(), path);
  return shorter.startsWith("..") ? path : shorter;
}
