import { relative } from "node:path";
import { styleText } from "node:util";
import type { DemoServer } from "./demo-server.js";

const pnpm = "npx -y pnpm@10.34.9 --silent";

/**
 * The commands to type next, when everything is being served.
 *
 * @param dataFolder the folder of the server's data, if it is another than that of the root scripts
 */
export function invitation(mockUrl: string, server: DemoServer, dataFolder: string | undefined): string {
  const { url, logFile, documentsFolder } = server;
  const mockEndpoint = mockUrl.endsWith(":4010") ? "" : ` --endpoint ${mockUrl}`;
  const endpoint = url.endsWith(":4020") ? "" : ` --endpoint ${url}`;
  const withKey = dataFolder === undefined ? pnpm : `VIKING_KB_DATA="${dataFolder}" ${pnpm}`;
  return `
${styleText("bold", `Serving at ${url}, and the mock at ${mockUrl}, until Ctrl-C.`)} In another terminal:

   # The server; change a file in ${fromHere(documentsFolder)}, and call again. Its log: ${fromHere(logFile)}
   ${withKey} local${endpoint} points list guide
   ${withKey} local:contract ${url}

   # The mock.
   ${pnpm} viking-kb --profile mock${mockEndpoint} points list handbook
   ${pnpm} mutants ${mockUrl} --mock --break wrong-type
   curl -s ${mockUrl}/api/knowledge/doc/info -H 'Authorization: any' -H 'Content-Type: application/json' \\
        -H 'Prefer: code=400, example=doc-not-exist' -d '{"collection_name":"handbook","doc_id":"gone"}'
`;
}

/** The shortest form of a path from the current folder. */
function fromHere(path: string): string {
  const shorter = relative(process.cwd(), path);
  return shorter.startsWith("..") ? path : shorter;
}
