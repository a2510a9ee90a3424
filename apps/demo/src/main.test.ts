import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { createKnowledgeBase } from "@viking-kb/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const command = fileURLToPath(new URL("../bin/viking-kb-demo.js", import.meta.url));

const documents = fileURLToPath(new URL("../documents", import.meta.url));

let running: ChildProcess | undefined;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-demo-"));
});
afterEach(async () => {
  if (running?.exitCode === null && running.signalCode === null) {
    const ended = new Promise((resolve) => running?.once("close", resolve));
    running.kill("SIGKILL");
    await ended;
  }
  await rm(folder, { recursive: true });
});

interface Run {
  readonly child: ChildProcess;
  /** Everything written so far, standard output and errors together. */
  text(): string;
  /** Resolves once the output holds a text; rejects with the output when the command ends without it. */
  shows(text: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, [command], {
    env: { ...process.env, NO_COLOR: "1", VIKING_KB_DATA: join(folder, "data"), ...environment },
  });
  running = child;
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    text: () => output,
    ended,
    shows: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (output.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without "${text}":\n${output}`)));
      }),
  };
}

describe("npm start's command", () => {
  test("shows its seven sections with figures, serves, and ends cleanly on Ctrl-C", { timeout: 120_000 }, async () => {
    const run = start({ PORT: "0" });
    await run.shows("until Ctrl-C");
    const [, serverUrl = "", mockUrl = ""] = /Serving at (\S+), and the mock at (\S+), until/.exec(run.text()) ?? [];
    for (const text of [
      "1. The contract is linted",
      "4 operations, ",
      "2. The generated code is current",
      "openapi-generator 7.25.0",
      "3. Prism serves it as a mock",
      "4. The sample app makes its four calls",
      "$ viking-kb --profile mock collection info test_collection_name",
      "$ viking-kb --profile mock doc info archive --collection intake",
      "$ viking-kb --profile mock points list --collection handbook",
      "$ viking-kb --profile mock task info xxx",
      "5. Dredd and the strict checker hold the mock to the contract",
      "16/16 documented pairs, ",
      " 0 failed, 0 skipped, hooks ran ",
      "6. A real server, with a database and verified signatures, is held to it as well",
      " 0 failed, 0 skipped, 8 not tried, hooks ran ",
      "7. The same four calls, answered from real documents",
      "guide: 5 imported, 0 unchanged; it holds ",
      "$ viking-kb collection info guide",
      "$ viking-kb doc info paging.md --collection guide",
      "$ viking-kb points list --collection guide --limit 11",
      "$ viking-kb task info 3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a",
      `viking-kb-contract.js ${serverUrl}`,
      `contract ${mockUrl} --mock --break wrong-type`,
    ])
      expect(run.text()).toContain(text);

    const answer = await fetch(`${mockUrl}/api/knowledge/task/info`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "any" },
      body: JSON.stringify({ task_id: "xxx" }),
    });
    expect(await answer.json()).toMatchObject({ code: 0, data: { status: "success" } });

    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(run.text()).toMatch(/\nStopped\.\n$/);
    const settings = await readFile(join(folder, "data/demo.env"), "utf8");
    expect(run.text()).not.toContain(parseEnv(settings).VIKING_KB_SECRET_ACCESS_KEY);
    for (const url of [mockUrl, serverUrl]) await expect(fetch(url)).rejects.toThrow();
  });

  test("its answers come from the files: change one, and start again", { timeout: 120_000 }, async () => {
    await cp(documents, join(folder, "documents"), { recursive: true });
    const startHere = () => start({ PORT: "0", VIKING_KB_DOCUMENTS: join(folder, "documents") });
    const first = startHere();
    await first.shows("until Ctrl-C");
    const contents = async () => {
      const variables = parseEnv(await readFile(join(folder, "data/demo.env"), "utf8"));
      const { VIKING_KB_ENDPOINT, VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY = "" } = variables;
      const credentials = { accessKeyId: VIKING_KB_ACCESS_KEY_ID, secretAccessKey: VIKING_KB_SECRET_ACCESS_KEY };
      const kb = createKnowledgeBase({ credentials, endpoint: VIKING_KB_ENDPOINT });
      const { point_list: points } = await kb.points.list({ collection_name: "guide", doc_ids: ["paging.md"] });
      return points?.map(({ content }) => content).join("\n") ?? "";
    };
    expect(await contents()).toContain("answers one page at a time");

    const file = join(folder, "documents/paging.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("one page at a time", "page by page"));
    await first.shows("guide: 1 imported, 4 unchanged;");
    expect(await contents()).toContain("answers page by page");

    first.child.kill("SIGKILL");
    await first.ended;
    const second = startHere();
    await second.shows("until Ctrl-C");
    expect(second.text()).toContain("guide: 0 imported, 5 unchanged;");
    expect(await contents()).toContain("answers page by page");
  });

  const folders: Record<string, [files: Record<string, string>, shows: string[]]> = {
    "one file": [{ "own.txt": "Our own." }, ["guide: 1 imported, 0 unchanged;", "$ viking-kb doc info own.txt"]],
    "a file that cannot be imported": [{ "own.csv": "a,b\n" }, ["own.csv failed (36007)", "$ viking-kb points list"]],
  };
  test.each(Object.entries(folders))("a folder of the user's own: %s", { timeout: 120_000 }, async (_what, row) => {
    const [files, shown] = row;
    await mkdir(join(folder, "own"));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, "own", name), text);
    const run = start({ PORT: "0", VIKING_KB_DOCUMENTS: join(folder, "own") });
    await run.shows("until Ctrl-C");
    for (const text of [...shown, `change a file in ${join(folder, "own")}, and call again`])
      expect(run.text()).toContain(text);
    const log = await readFile(join(folder, "data/demo.log"), "utf8");
    expect(log).toContain('"reason":"signature-mismatch"');
  });

  test("ends within a section on Ctrl-C", { timeout: 30_000 }, async () => {
    const run = start({ PORT: "0" });
    await run.shows("1. The contract is linted");
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(run.text()).not.toContain("Error");
  });

  test.each([
    ["the mock's", 0],
    ["the server's", 10],
  ])("%s port is taken", { timeout: 60_000 }, async (_whose, distance) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port: taken } = other.address() as AddressInfo;
    const port = taken - distance;
    const run = start({ PORT: String(port) });
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(
      `Port ${taken} is taken, perhaps by another npm start: stop that one, or run PORT=${port + 1} npm start.`,
    );
    other.close();
  });

  test.each(["abc", "-1", "70000", "1.5"])("PORT=%s", async (port) => {
    const run = start({ PORT: port });
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(`PORT is ${port}: set it to a number from 0 to 65525.`);
  });
});
