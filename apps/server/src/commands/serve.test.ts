import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../../testing/command-folder.js";
import type { Serving } from "../../testing/run-command.js";
import { call } from "../../testing/signed-request.js";

describe("serve", () => {
  test("says what a new database lacks, and ends cleanly when it is told to", async () => {
    const { serveHere } = await commandFolder();
    const { url, child, result } = await serveHere();
    await expect(fetch(url)).resolves.toHaveProperty("status", 404);
    child.kill("SIGTERM");
    const { exitCode, output, errors } = await result;
    expect(output).toBe(`Serving .viking-kb/server.db at ${url} until Ctrl-C.\n`);
    expect(errors).toMatch(/It has no key yet, .*\nIt holds no collection yet: /);
    expect(exitCode).toBe(0);
  });

  test("warns where other machines can reach it", async () => {
    const { serveHere } = await commandFolder();
    const { child, result } = await serveHere("--host", "0.0.0.0");
    child.kill("SIGTERM");
    expect((await result).errors).toContain("Other machines can reach 0.0.0.0");
  });

  test("lets the pages that are named call", async () => {
    const { serveHere } = await commandFolder();
    const { url } = await serveHere("--cors", "https://app.example", "--cors", "http://LOCALHOST:5173/");
    for (const origin of ["https://app.example", "http://localhost:5173"]) {
      const answer = await fetch(`${url}/api/knowledge/task/info`, { method: "POST", headers: { origin } });
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    }
  });

  test("gives each key a quota, and takes nothing else for one", async () => {
    const { run, serveHere, keyFrom } = await commandFolder();
    const { exitCode, errors } = await run("serve", "--requests-per-second", "0");
    expect(errors).toContain("It must be a number of requests a second above 0.");
    expect(exitCode).toBe(2);
    const key = await keyFrom("keys", "create");
    const server = await serveHere("--requests-per-second", "0.001");
    const ask = async () => (await call(server, "getCollectionInfo", { name: "office" }, { key })).body.code;
    expect([await ask(), await ask()]).toEqual([1000005, 1000029]);
  });

  test("a port that is taken", async () => {
    const { run } = await commandFolder();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { exitCode, errors } = await run("serve", "--port", String(port));
    other.close();
    expect(errors).toMatch(new RegExp(`^error: .*${port}.*choose another port`));
    expect(exitCode).toBe(1);
  });

  test("what was imported is there after the server was killed and started again", async () => {
    const { run, serveHere, keyFrom } = await commandFolder();
    await run("import", "docs", "--collection", "office");
    const key = await keyFrom("keys", "create");
    const ask = async (server: Serving) => {
      const answers = [
        await call(server, "getCollectionInfo", { name: "office" }, { key }),
        await call(server, "getDocInfo", { collection_name: "office", doc_id: "leave.md" }, { key }),
        await call(server, "listPoints", { collection_name: "office" }, { key }),
      ];
      return answers.map(({ body }) => ({ ...body, request_id: "" }));
    };
    const first = await serveHere();
    const before = await ask(first);
    expect(before).toMatchObject([
      { code: 0, data: { collection_name: "office", doc_num: 2 } },
      { code: 0, data: { doc_id: "leave.md", point_num: 2, status: { process_status: 0 } } },
      { code: 0, data: { total_num: 4, count: 4 } },
    ]);
    first.child.kill("SIGKILL");
    await first.result;
    expect(await ask(await serveHere())).toEqual(before);
  });

  test("a changed file is answered once it is imported, while the server runs", async () => {
    const { folder, run, serveHere, keyFrom } = await commandFolder();
    await run("import", "docs", "--collection", "office");
    const key = await keyFrom("keys", "create");
    const server = await serveHere();
    const request = { collection_name: "office", doc_ids: ["leave.md"] };
    const contents = async () => {
      const { body } = await call(server, "listPoints", request, { key });
      const points = body.data?.point_list as { content: string }[] | undefined;
      return points?.map(({ content }) => content) ?? [];
    };
    expect((await contents()).join()).toContain("Twenty-five days");
    const file = join(folder, "docs/leave.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("Twenty-five", "Thirty"));
    await run("import", "docs", "--collection", "office");
    expect((await contents()).join()).toContain("Thirty days");
  });

  test("the log for people obeys nothing that a request holds", async () => {
    const { serveHere, keyFrom } = await commandFolder();
    const key = await keyFrom("keys", "create");
    const server = await serveHere("--log-format", "pretty");
    await call(server, "getCollectionInfo", "\u009b2J", { key });
    server.child.kill("SIGTERM");
    const { errors } = await server.result;
    expect(errors).toContain("body: Unexpected token");
    expect(errors).not.toContain("\u009b");
  });

  test("the log tells why a request is refused, and no secret", async () => {
    const { serveHere, keyFrom } = await commandFolder();
    const key = await keyFrom("keys", "create");
    const server = await serveHere("--log-format", "json");
    await call(server, "getCollectionInfo", { name: "office" }, { key: { ...key, secretAccessKey: "wrong-secret" } });
    await call(server, "getCollectionInfo", { name: "office" }, { key });
    server.child.kill("SIGTERM");
    const { errors } = await server.result;
    const lines = errors.split("\n").filter((line) => line.startsWith("{"));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { status: 401, code: 1000001 },
      { status: 400, code: 1000005 },
    ]);
    expect(errors).toContain("signature-mismatch");
    expect(errors).not.toContain(key.secretAccessKey);
    expect(errors).not.toContain("wrong-secret");
  });
});
