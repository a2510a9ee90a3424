import { relative } from "node:path";
import { styleText } from "node:util";
import type { DemoServer } from "./demo-server.js";

const pnpm = "npx -y pnpm@10.34.9 --silent";

/**
 * The commands to type next, when everything is being served.
 *
 * @param ownData whether the server's data are in another folder than the one where the root scripts look for its key
 */
export function invitation(mockUrl: string, server: DemoServer, ownData: boolean): string {
  const { url, settingsFile, logFile, documentsFolder } = server;
  const mockEndpoint = mockUrl.endsWith(":4010") ? "" : ` --endpoint ${mockUrl}`;
  const endpoint = url.endsWith(":4020") ? "" : ` --endpoint ${url}`;
  const withKey = `${pnpm} exec node --env-file="${settingsFile}"`;
  const [local, localContract] = ownData
    ? [`${withKey} apps/cli/bin/viking-kb.js`, `${withKey} packages/contract/bin/viking-kb-contract.js`]
    : [`${pnpm} local`, `${pnpm} local:contract`];
  return `
${styleText("bold", `Serving at ${url}, and the mock at ${mockUrl}, until Ctrl-C.`)} In another terminal:

   # The server; change a file in ${fromHere(documentsFolder)}, and call again. Its log: ${fromHere(logFile)}
   ${local}${endpoint} points list --collection guide
   ${localContract} ${url}

   # The mock.
   ${pnpm} viking-kb --profile mock${mockEndpoint} points list --collection handbook
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
