import { styleText } from "node:util";

const pnpm = "npx -y pnpm@10.34.9 --silent";

/**
 * What to type next, once everything is being served.
 *
 * @param settingsFile where the server's key stands; absent when it is where the root scripts look for it
 */
export function invitation(mockUrl: string, serverUrl: string, settingsFile: string | undefined): string {
  const endpoint = mockUrl.endsWith(":4010") ? "" : ` --endpoint ${mockUrl}`;
  const withKey = `${pnpm} exec node --env-file="${settingsFile}"`;
  const [local, localContract] = settingsFile
    ? [`${withKey} apps/cli/bin/viking-kb.js`, `${withKey} packages/contract/bin/viking-kb-contract.js`]
    : [`${pnpm} local`, `${pnpm} local:contract`];
  return `
${styleText("bold", `Serving at ${serverUrl}, and the mock at ${mockUrl}, until Ctrl-C.`)} In another terminal:

   ${local} points list --collection guide     # from the files in apps/demo/documents: change one, then again
   ${localContract} ${serverUrl}

   ${pnpm} viking-kb --profile mock${endpoint} points list --collection handbook
   ${pnpm} contract ${mockUrl} --mock --break wrong-type

   curl -s ${mockUrl}/api/knowledge/doc/info -H 'Authorization: any' -H 'Content-Type: application/json' \\
        -H 'Prefer: code=400, example=doc-not-exist' -d '{"collection_name":"handbook","doc_id":"gone"}'
`;
}
