import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { createKnowledgeBase } from "@viking-kb/client";
import stringWidth from "string-width";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { startDemoServer } from "./demo-server.js";
import { describeImport } from "./show-calls.js";

const command = fileURLToPath(new URL("../bin/viking-kb-demo.js", import.meta.url));
const documents = fileURLToPath(new URL("../documents", import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-demo-"));
});
afterEach(() => rm(folder, { recursive: true }));

interface Run {
  readonly child: ChildProcess;
  /** Everything written so far, standard output and errors together. */
  text(): string;
  /** Resolves once the output holds a text; rejects with the output when the command ends without it. */
  shows(text: string): Promise<void>;
  /** What Ctrl-C does in a terminal: the signal goes to the whole process group. */
  signalGroup(name: NodeJS.Signals): void;
  readonly ended: Promise<number | null>;
}

/** Starts the command as a terminal would, in a process group of its own. */
function start(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, [command], {
    env: { ...process.env, NO_COLOR: "1", VIKING_KB_DATA: join(folder, "data"), ...environment },
    detached: true,
  });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    child,
    text: () => output,
    ended,
    signalGroup: (name) => process.kill(-(child.pid as number), name),
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

/** What a start shows, by where it serves. */
const shown = (serverUrl: string, mockUrl: string) => [
  "1. The contract is linted",
  " operations, ",
  "2. The generated code is current",
  "openapi-generator 7.25.0",
  "3. Prism serves it as a mock",
  "4. The sample app makes its four calls",
  "$ viking-kb --profile mock collection info test_collection_name",
  "$ viking-kb --profile mock doc info intake archive",
  "$ viking-kb --profile mock points list handbook",
  "$ viking-kb --profile mock task info xxx",
  "5. Dredd and the strict checker hold the mock to the contract",
  "16/16 documented pairs, ",
  " 0 failed, 0 skipped, hooks ran ",
  "6. With a fault put before the mock, the strict checker goes red",
  `$ viking-kb-mutants ${mockUrl} --mock --break wrong-type \\\n     --layers strict\n`,
  "     getTaskInfo: 200 documented (strict)\n       5. /data/percentage is string; must be integer\n",
  " 27 failed, 0 skipped\n     The contract is broken: strict 27 of 56 checks failed.\n\n   It ended with 1, ",
  "7. A real server, with a database and verified signatures, is held to it",
  " 0 failed, 0 skipped, 8 not tried, ",
  "8. Real documents are imported and read",
  "guide: 7 imported, 0 unchanged; it holds ",
  "$ viking-kb collection info guide",
  "$ viking-kb doc info guide paging.md",
  "$ viking-kb points list guide --limit 11",
  "9. A download task is waited for, and its file is opened",
  "$ viking-kb-server export guide --keep 1\n",
  "$ viking-kb task wait ",
  "     success (finished)  100 %\n",
  "$ viking-kb task download ",
  "guide.zip is whole, and holds:\n",
  ...["points.jsonl", "files/first-call.docx", "files/签名.pdf", "manifest.json"].map((entry) => ` bytes  ${entry}\n`),
  " points, and 7 files as they were imported\n",
  ` ${serverUrl}\n`,
  `mutants ${mockUrl} --mock \\\n     --break wrong-type\n`,
];

/** Lines that a terminal of 80 columns would break, but for a word that has the line to itself, such as a link. */
const brokenLines = (text: string) =>
  text.split("\n").filter(
    (line) =>
      stringWidth(line) > 80 &&
      line
        .trim()
        .replace(/^# +| \\$/g, "")
        .includes(" "),
  );

/** What `demo.env` says about how the server is reached. */
const settings = async () => parseEnv(await readFile(join(folder, "data/demo.env"), "utf8"));

/** The content of all points of one document, as the server answers it. */
async function contentOfPaging(): Promise<string> {
  const { VIKING_KB_ENDPOINT, VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY = "" } = await settings();
  const credentials = { accessKeyId: VIKING_KB_ACCESS_KEY_ID, secretAccessKey: VIKING_KB_SECRET_ACCESS_KEY };
  const kb = createKnowledgeBase({ credentials, endpoint: VIKING_KB_ENDPOINT });
  const { point_list: points } = await kb.points.list({ collection_name: "guide", doc_ids: ["paging.md"] });
  return points?.map(({ content }) => content).join("\n") ?? "";
}

test("npm start shows its nine sections with figures, serves what is in the files, and ends cleanly on Ctrl-C", {
  timeout: 180_000,
}, async () => {
  const documentsFolder = join(folder, "documents");
  await cp(documents, documentsFolder, { recursive: true });
  const run = start({ PORT: "0", COLUMNS: "80", LC_ALL: "C.UTF-8", VIKING_KB_DOCUMENTS: documentsFolder });
  await run.shows('"doc_id":"gone"');
  expect(brokenLines(run.text())).toEqual([]);
  const [, serverUrl = "", mockUrl = ""] = /Serving at (\S+), and the mock at (\S+),\nuntil/.exec(run.text()) ?? [];
  for (const text of shown(serverUrl, mockUrl)) expect(run.text()).toContain(text);
  const answer = await fetch(`${mockUrl}/api/knowledge/task/info`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "any" },
    body: JSON.stringify({ task_id: "xxx" }),
  });
  expect(await answer.json()).toMatchObject({ code: 0, data: { status: "success" } });
  expect(await readFile(join(folder, "data/demo.log"), "utf8")).toContain('"reason":"signature-mismatch"');

  expect(await contentOfPaging()).toContain("answers one page at a time");
  const file = join(documentsFolder, "paging.md");
  await writeFile(file, (await readFile(file, "utf8")).replace("one page at a time", "page by page"));
  await run.shows("guide: 1 imported, 6 unchanged;");
  expect(await contentOfPaging()).toContain("answers page by page");

  const [, page = ""] = /open in a browser:\n\n {3}(http:\S+\/collections\/guide#[\w-]+)\n/.exec(run.text()) ?? [];
  expect(await (await fetch(page)).text()).toMatch(/^<!doctype html>/i);

  run.signalGroup("SIGINT");
  expect(await run.ended).toBe(0);
  expect(run.text()).toMatch(/\nStopped\.\n$/);
  expect(run.text()).not.toContain((await settings()).VIKING_KB_SECRET_ACCESS_KEY);
  for (const url of [mockUrl, serverUrl, page]) await expect(fetch(url)).rejects.toThrow();

  // Its server started again, alone: a second whole start is for .ci/run.
  const { signal } = new AbortController();
  const options = { port: 0, dataFolder: join(folder, "data"), documentsFolder, now: () => new Date(), signal };
  const server = await startDemoServer(options);
  onTestFinished(() => server.close());
  const { report } = await server.importDocuments(() => {});
  expect(describeImport(report)[0]).toContain("guide: 0 imported, 7 unchanged;");
  expect(await contentOfPaging()).toContain("answers page by page");
});

describe("npm start, interrupted before it serves, says that it has stopped and not that all is well:", () => {
  const rows = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  test.each(Object.entries(rows))("%s ends it with %i", async (name, exitCode) => {
    const run = start({ PORT: "0" });
    await run.shows("1. The contract is linted");
    run.signalGroup(name as NodeJS.Signals);
    expect(await run.ended).toBe(exitCode);
    expect(run.text()).toMatch(/1\. The contract is linted\n\nStopped\.\n$/);
  });
});

describe("npm start ends with 1 and one sentence, before it shows anything, when", () => {
  test("a port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port: taken } = other.address() as AddressInfo;
    const run = start({ PORT: String(taken - 10) });
    expect(await run.ended).toBe(1);
    expect(run.text()).toBe(
      `\nPort ${taken} is taken, perhaps by another npm start: stop that one, or run PORT=${taken - 9} npm start.\n`,
    );
    other.close();
  });

  test("there is no such port", async () => {
    const run = start({ PORT: "abc" });
    expect(await run.ended).toBe(1);
    expect(run.text()).toBe("\nPORT is abc: set it to a number from 0 to 65525.\n");
  });
});
