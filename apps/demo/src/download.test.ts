import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createKnowledgeBase } from "@viking-kb/client";
import { createAccessKey, importFolder, openStorage, requestExport, startServer } from "@viking-kb/server";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "./run-command.js";

const program = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A database with documents and a key. */
async function database(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-download-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const databasePath = join(folder, ".viking-kb/server.db");
  await importFolder({ databasePath, folder, collectionName: "handbook" });
  const storage = await openStorage(databasePath);
  onTestFinished(() => storage.close());
  const credentials = await createAccessKey(storage, { name: "test", projects: ["default"] });
  const ask = () => requestExport(storage, { collectionName: "handbook" });
  return { folder, databasePath, storage, credentials, ask };
}

/** A document with so many bytes that are no text and cannot be compressed. */
const withNoise = (length: number) => `<p>Leave</p><!-- ${randomBytes(length).toString("base64")} -->`;

/** Serves a database in a process of its own, which ends with the test. */
async function serve(folder: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const { NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [program("server/bin/viking-kb-server.js"), "serve", "--port", String(port)], {
    cwd: folder,
    env: { NODE_OPTIONS, NODE_COMPILE_CACHE, HOME: folder },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  return { child, url: / at (http:\S+)/.exec(String(line))?.[1] ?? "" };
}

const hosts = ["127.0.0.1", "localhost", "[::1]"];
const isThere = (host: string) =>
  host !== "[::1]" || Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === "::1"));

test.each(hosts.filter(isThere))(
  "The command line waits for an export of the server at %s, and downloads it",
  async (host) => {
    const { folder, storage, credentials, ask } = await database({
      "leave.md": "# Leave\n\nTwenty-five days a year.\n",
    });
    const server = await startServer({ storage, port: 0, host: host === "[::1]" ? "::1" : "127.0.0.1" });
    onTestFinished(() => server.close());
    const variables = {
      VIKING_KB_ENDPOINT: `http://${host}:${server.port}`,
      VIKING_KB_ACCESS_KEY_ID: credentials.accessKeyId,
      VIKING_KB_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      LC_ALL: "C.UTF-8",
    };
    const taskId = await ask();
    const run = (...argv: string[]) => {
      const signal = AbortSignal.timeout(50_000);
      return runCommand(process.execPath, [program("cli/bin/viking-kb.js"), ...argv], { folder, variables, signal });
    };
    expect(await run("task", "wait", taskId)).toMatchObject({ status: 0, output: expect.stringContaining("success") });
    const { status, output } = await run("task", "download", taskId, "handbook.zip");
    const zip = await readFile(join(folder, "handbook.zip"));
    expect([status, output]).toEqual([0, `Saved as handbook.zip (${zip.length} bytes).\n`]);
    // The names in a zip stand in it as they are.
    for (const name of ["points.jsonl", "files/leave.md", "manifest.json"]) expect(zip.includes(name)).toBe(true);
    expect(await readdir(folder)).toEqual([".viking-kb", "handbook.zip", "leave.md"]);
  },
);

test("A download goes on when its server is killed in the middle and started again", { timeout: 120_000 }, async () => {
  // More than the system keeps for a connection of this machine, and no file is larger than an import takes.
  const [one, other] = [withNoise(12_000_000), withNoise(12_000_000)];
  const { folder, credentials, ask } = await database({ "one.html": one, "other.html": other });
  const serving = [await serve(folder, 0)];
  const { url: endpoint, child } = serving[0] as (typeof serving)[number];
  const requests: { range: string | null; status: number; etag: string | null }[] = [];
  const watched: typeof fetch = async (url, init) => {
    const answer = await fetch(url, init);
    const headers = new Headers(init?.headers);
    if (String(url).includes("/downloads/")) {
      requests.push({ range: headers.get("range"), status: answer.status, etag: answer.headers.get("etag") });
    }
    return answer;
  };
  const kb = createKnowledgeBase({ credentials, endpoint, fetch: watched });
  const taskId = await ask();
  const shown: (number | undefined)[] = [];
  await kb.tasks.wait(taskId, { onProgress: ({ percentage }) => void shown.push(percentage) });
  expect(shown).toEqual(shown.toSorted((one, two) => Number(one) - Number(two)));

  const chunks: Uint8Array[] = [];
  const { bytes } = await kb.tasks.download(taskId, async (chunk) => {
    chunks.push(chunk);
    if (chunks.length > 1) return;
    child.kill("SIGKILL");
    await once(child, "exit");
    serving.push(await serve(folder, Number(new URL(endpoint).port)));
  });
  expect(serving.map(({ url }) => url)).toEqual([endpoint, endpoint]);
  const [first, second] = requests;
  expect(requests).toMatchObject([
    { range: null, status: 200 },
    { range: expect.stringMatching(/^bytes=[1-9]/), status: 206 },
  ]);
  expect(second?.etag).toBe(first?.etag);
  const whole = await kb.tasks.download(taskId, join(folder, "handbook.zip"));
  expect([whole.bytes, bytes > 20_000_000]).toEqual([bytes, true]);
  expect(Buffer.concat(chunks).equals(await readFile(join(folder, "handbook.zip")))).toBe(true);
});

test("A link that has expired when a download goes on is asked for anew", async () => {
  const { storage, credentials, ask } = await database({ "leave.html": withNoise(500_000) });
  let time = new Date();
  const server = await startServer({ storage, port: 0, now: () => time, maximumClockSkewSeconds: 3_600 });
  onTestFinished(() => server.close());
  const statuses: number[] = [];
  /** Breaks off what is read first, and then it is a quarter of an hour later, by the server's clock alone. */
  const breaking: typeof fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!String(url).includes("/downloads/")) return answer;
    statuses.push(answer.status);
    if (statuses.length > 1) return answer;
    const reader = answer.body?.getReader();
    let isFirst = true;
    const body = new ReadableStream({
      async pull(controller) {
        if (isFirst) controller.enqueue((await reader?.read())?.value);
        else {
          await reader?.cancel();
          time = new Date(time.getTime() + 901_000);
          controller.error(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
        }
        isFirst = false;
      },
    });
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
  const kb = createKnowledgeBase({ credentials, endpoint: server.url, fetch: breaking });
  const taskId = await ask();
  await kb.tasks.wait(taskId);
  const { bytes } = await kb.tasks.download(taskId, () => {});
  expect(statuses).toEqual([200, 403, 206]);
  expect(await storage.read(async (reads) => (await reads.findTask(taskId))?.result?.byteLength)).toBe(bytes);
});
