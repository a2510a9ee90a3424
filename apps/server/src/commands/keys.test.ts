import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../../testing/command-folder.js";
import { call } from "../../testing/signed-request.js";

describe("keys", () => {
  test("the secret is shown once, and stored where no other user reads it", async () => {
    const { folder, run } = await commandFolder();
    const created = await run("keys", "create", "--name", "laptop", "--project", "default", "finance");
    expect(created.errors).toBe(
      'The key "laptop" may read projects default, finance. Its secret is shown now and never again:\n',
    );
    const { VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY = "" } = parseEnv(created.output);
    const listed = await run("keys", "list");
    expect(listed.output).toMatch(
      new RegExp(`^${VIKING_KB_ACCESS_KEY_ID}  made \\d{4}-\\d\\d-\\d\\d, projects default, finance: laptop\\n$`),
    );
    const json = await run("keys", "list", "--json");
    expect(JSON.parse(json.output)).toMatchObject([
      { accessKeyId: VIKING_KB_ACCESS_KEY_ID, projects: ["default", "finance"] },
    ]);
    expect(VIKING_KB_SECRET_ACCESS_KEY).not.toBe("");
    expect(listed.output + json.output).not.toContain(VIKING_KB_SECRET_ACCESS_KEY);
    if (process.platform === "win32") return;
    expect((await stat(join(folder, ".viking-kb/server.db"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, ".viking-kb"))).mode & 0o777).toBe(0o700);
  });

  test("a key that is made, and one that is revoked, while the server runs", async () => {
    const { run, serveHere, keyFrom } = await commandFolder();
    await run("import", "docs", "--collection", "office");
    const server = await serveHere();
    const request = { name: "office" };
    const key = await keyFrom("keys", "create");
    expect(await call(server, "getCollectionInfo", request, { key })).toMatchObject({ status: 200, body: { code: 0 } });
    expect((await run("keys", "revoke", key.accessKeyId)).output).toBe(`${key.accessKeyId} is revoked.\n`);
    expect(await call(server, "getCollectionInfo", request, { key })).toMatchObject({
      status: 401,
      body: { code: 1000001 },
    });
    expect((await run("keys", "list")).output).toMatch(/ revoked \d{4}-\d\d-\d\d, project default: unnamed\n$/);
  });
});
