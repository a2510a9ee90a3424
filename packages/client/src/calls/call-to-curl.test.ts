import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { verifyRequest } from "@viking-kb/auth";
import { describe, expect, test } from "vitest";
import { startAnsweringServer } from "../../testing/answering-server.js";
import { createKnowledgeBase, type KnowledgeBaseCalls, type KnowledgeBaseOptions } from "../index.js";

const run = promisify(execFile);
const credentials = {
  accessKeyId: "AKTPEXAMPLE",
  secretAccessKey: "canary/secret+$x'\"",
  sessionToken: "canary-token",
};
const hostile = 'it\'s "é" \\ $HOME `id` !! %s\n#';
/** Node stands first, so that the command finds the one that runs this. */
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
const environment = {
  PATH,
  VIKING_KB_ACCESS_KEY_ID: credentials.accessKeyId,
  VIKING_KB_SECRET_ACCESS_KEY: credentials.secretAccessKey,
};
const isCurlHere = await run("bash", ["-c", "curl --version"]).then(
  () => true,
  () => false,
);

const calls: { title: string; call: (kb: KnowledgeBaseCalls) => Promise<unknown>; path: string; body: object }[] = [
  {
    title: "an empty list",
    call: (kb) => kb.points.list({ collection_name: "a", doc_ids: [] }),
    path: "point/list",
    body: { collection_name: "a", doc_ids: [] },
  },
  {
    title: "a hostile name",
    call: (kb) => kb.collections.info({ name: hostile }),
    path: "collection/info",
    body: { name: hostile },
  },
];
const signing: [title: string, options: KnowledgeBaseOptions][] = [
  ["credentials", { credentials }],
  ["a signer", { signer: () => ({ authorization: "canary-signature" }) }],
];

describe.each(signing)("with %s", (_title, options) => {
  test.skipIf(!isCurlHere).each(calls)(
    "$title: what is sent has this body and verifies, and no secret stands in it",
    async ({ call, path, body }) => {
      const server = await startAnsweringServer((_request, response) => response.end("answered"));
      try {
        const kb = createKnowledgeBase({ region: "cn-north-1", endpoint: server.url, ...options });
        const command = await kb.toCurl(call);
        expect(server.arrived).toEqual([]);
        expect(command).not.toContain("canary");
        expect(command).toMatch(/^# Set VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY/);

        for (const shell of ["bash", "sh"]) {
          for (const sessionToken of [undefined, credentials.sessionToken]) {
            const token = sessionToken && { VIKING_KB_SESSION_TOKEN: sessionToken };
            const { stdout } = await run(shell, ["-c", command], { env: { ...environment, ...token } });
            expect(stdout).toBe("answered");
            const arrived = server.arrived.at(-1);
            expect(arrived).toMatchObject({ method: "POST", target: `/api/knowledge/${path}` });
            expect(arrived?.body).toBe(JSON.stringify(body));
            const verification = await verifyRequest(
              {
                method: "POST",
                target: arrived?.target ?? "",
                headers: arrived?.headers ?? [],
                body: new TextEncoder().encode(arrived?.body),
              },
              { lookUpKey: () => ({ ...credentials, sessionToken }) },
            );
            expect(verification).toMatchObject({ ok: true, region: "cn-north-1" });
          }
        }
      } finally {
        await server.close();
      }
    },
  );
});

test("says which key is missing, and sends nothing", async () => {
  const server = await startAnsweringServer((_request, response) => response.end());
  const command = await createKnowledgeBase({ credentials, endpoint: server.url }).toCurl((kb) =>
    kb.tasks.info({ task_id: "x" }),
  );
  const failed = await run("bash", ["-c", command], { env: { PATH } }).catch((error: unknown) => error);
  await server.close();
  expect(failed).toMatchObject({ stderr: expect.stringContaining("VIKING_KB_ACCESS_KEY_ID") });
  expect(server.arrived).toEqual([]);
});
