import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMock } from "@viking-kb/mock";
import { createModel, type Model, owner, restricted, startModelServer } from "@viking-kb/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caseCount, caseOf, mockCaseCount, operationCount, serverCaseCount } from "../../testing/documented-cases.js";
import { bothKeys } from "../../testing/keys.js";
import { runCommand } from "../../testing/run-command.js";

let folder: string;
let first: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-comparison-"));
  first = await startModelServer();
});
afterAll(async () => {
  await first.close();
  await rm(folder, { recursive: true });
});

/** Made-up requests to each operation, and how many of them all are valid, which no mock is sent. */
const requests = 8;
const valid = (operationCount * requests) / 2;

/** Compares a server that answers as documented with one whose answers are changed. */
async function compare(change: (text: string) => string, args: readonly string[] = [], environment = {}) {
  const second = await startModelServer({ read: (text) => text, write: change });
  const all = ["compare", first.url, second.url, "--requests", String(requests), ...args];
  const outcome = await runCommand(all, { ...bothKeys, ...environment });
  await second.close();
  return { ...outcome, lines: outcome.stdout.split("\n").map((line) => line.trim()) };
}
const mend = "Mend one of the two, or explain it in a file given by --explained.";
const { percentage } = caseOf("getTaskInfo 200 running").response.data as { percentage: number };

describe("two servers", () => {
  it("that answer alike do not differ, values aside", async () => {
    const { code, lines } = await compare((text) => text.replaceAll("Working hours", "Hours"));
    const [, sent, notTried] = /^(\d+) requests sent to both, (\d+) not tried$/.exec(lines[1] ?? "") ?? [];
    expect(Number(sent)).toBeGreaterThanOrEqual(serverCaseCount + operationCount * requests);
    expect(Number(notTried)).toBe(mockCaseCount);
    expect(lines.slice(2, 4)).toEqual([
      `${operationCount}: only a mock, or a server whose quota is known (--quota), can be made to answer with this status`,
      `${mockCaseCount - operationCount}: only a mock can be made to answer with this status`,
    ]);
    expect(lines.at(-2)).toBe("0 differences, none unexplained");
    expect(code).toBe(0);
  });

  const rows: [what: string, change: (text: string) => string, line: string][] = [
    [
      "a field that is missing",
      (text) => text.replace(`,"percentage":${percentage}`, ""),
      `getTaskInfo running: /data/percentage: number at the first, nothing at the second (missing). ${mend}`,
    ],
    [
      "a field too many",
      (text) => text.replace(`"percentage":${percentage}`, `"percentage":${percentage},"eta":null`),
      `getTaskInfo running: /data/eta: nothing at the first, null at the second (extra). ${mend}`,
    ],
    [
      "another type",
      (text) => text.replace(`"percentage":${percentage}`, `"percentage":"${percentage}"`),
      `getTaskInfo running: /data/percentage: number at the first, string at the second (type). ${mend}`,
    ],
    [
      "another code",
      (text) => text.replace('"code":1001001', '"code":1000005'),
      `getDocInfo doc-not-exist: /code: 1001001 at the first, 1000005 at the second (value). ${mend}`,
    ],
    [
      "no JSON",
      (text) => (text.includes('"code":1001001') ? "{" : text),
      `getDocInfo doc-not-exist: body: object at the first, no JSON at the second (type). ${mend}`,
    ],
  ];
  it.each(rows)("differ in %s", async (_what, change, line) => {
    const { code, lines } = await compare(change);
    expect({ code, found: lines.filter((one) => one === line) }).toEqual({ code: 1, found: [line] });
  });

  const alike: [what: string, write: (text: string) => string, status: number, line: string][] = [
    ["fail", (text) => text, 500, "status: 500 at the first, 500 at the second (value)"],
    ["cannot be read", () => "{", 400, "body: no JSON at the first, no JSON at the second (type)"],
  ];
  it.each(alike)("do not answer alike where both %s", async (_what, write, status, line) => {
    const model = createModel();
    const answer: Model = (path, ...request) =>
      path.endsWith("/task/info")
        ? { status, body: { code: 1000028, message: "internal error" } }
        : model(path, ...request);
    const write28 = (text: string) => (text.includes('"code":1000028') ? write(text) : text);
    const both = [
      await startModelServer({ answer, write: write28 }),
      await startModelServer({ answer, write: write28 }),
    ];
    const urls = both.map(({ url }) => url);
    const { code, stdout } = await runCommand(["compare", ...urls, "--requests", "1"], bothKeys);
    for (const server of both) await server.close();
    expect(code).toBe(1);
    expect(stdout).toContain(`getTaskInfo running: ${line}. ${mend}`);
  });

  it("are not compared where one answers that there were too many requests", async () => {
    const model = createModel();
    let requests = 0;
    const answer: Model = (...request) => {
      requests += 1;
      return requests > 20 ? { status: 429, body: { code: 1000029, message: "too many" } } : model(...request);
    };
    const limiting = await startModelServer({ answer });
    const outcome = await runCommand(["compare", first.url, limiting.url], bothKeys);
    await limiting.close();
    expect(outcome).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${limiting.url} answers 429, too many requests: send fewer a second (--rate), or give it a higher quota.\n`,
    });
  });

  it("may word their refusals as they like, unless asked", async () => {
    const reword = (text: string) => text.replace('"message":"doc not exist"', '"message":"no such doc"');
    expect((await compare(reword)).code).toBe(0);
    const { code, lines } = await compare(reword, ["--wording"]);
    expect(code).toBe(1);
    expect(lines).toContain(
      `getDocInfo doc-not-exist: /message: "doc not exist" at the first, "no such doc" at the second (value). ${mend}`,
    );
  });

  it("show no link and no signature in what they word", async () => {
    const leak = '"message":"see https://host.example/?Signature=canary, Signature=canary"';
    const { stdout } = await compare((text) => text.replace('"message":"doc not exist"', leak), ["--wording"]);
    expect(stdout).toContain("(redacted)");
    expect(stdout).not.toContain("canary");
  });

  it("are explained by a row for each difference, and by no row too many", async () => {
    const file = join(folder, "why.yaml");
    const row = { about: "getTaskInfo running /data/eta extra", why: "It is so." };
    const anyCase = { ...row, about: "getTaskInfo * /data/eta extra" };
    const addEta = (text: string) => text.replace(`"percentage":${percentage}`, `"percentage":${percentage},"eta":1`);
    await writeFile(file, JSON.stringify([row, { ...row, about: "getTaskInfo * /data/status extra" }]));
    const idle = await compare(addEta, ["--explained", file]);
    expect(idle.code).toBe(1);
    expect(idle.lines).toContain(`getTaskInfo * /data/status extra: no such difference. Remove the row from ${file}.`);

    await writeFile(file, JSON.stringify([anyCase]));
    const explained = await compare(addEta, ["--explained", file]);
    expect(explained).toMatchObject({ code: 0, stderr: "" });
    expect(explained.lines.at(-2)).toMatch(/^[1-9]\d* differences, none unexplained$/);
    await writeFile(file, JSON.stringify([anyCase, row]));
    expect((await compare(addEta, ["--explained", file])).stdout).toContain(`2 rows of ${file} explain it`);
  });

  it("have each its key and its names", async () => {
    const names = join(folder, "names.yaml");
    await writeFile(names, "task: { xxx: another, 3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a: null }\n");
    const second = await startModelServer({
      read: (text) => text.replace('"task_id":"another"', '"task_id":"xxx"'),
      write: (text) => text,
    });
    const args = ["compare", first.url, second.url, "--other-names", names, "--requests", "2"];
    const others = Object.fromEntries(
      Object.entries(bothKeys).map(([name, value]) => [name.replace("KB_", "KB_OTHER_"), value]),
    );
    const { code, stdout } = await runCommand(args, {
      ...bothKeys,
      ...others,
      VIKING_KB_ACCESS_KEY_ID: restricted.accessKeyId,
      VIKING_KB_SECRET_ACCESS_KEY: restricted.secretAccessKey,
    });
    await second.close();
    // The first is asked with a key that may read nothing.
    expect(code).toBe(1);
    expect(stdout).toContain("getTaskInfo documented: status: 403 at the first, 200 at the second (value).");
    expect(stdout).toMatch(/names task 3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a, which this target has nothing for/);
  });
});

describe("a mock", () => {
  it("is compared by what it can answer", async () => {
    const mock = await startMock({ port: 0 });
    const { code, stdout, stderr } = await runCommand(
      ["compare", mock.url, first.url, "--mock", "--requests", String(requests)],
      bothKeys,
    );
    await mock.close();
    expect(stderr).toBe("");
    expect(stdout).toMatch(
      /^Comparison of the first, http:\S+ \(mock\), and the second, http:\S+ \(server\); seed 1\n/,
    );
    expect(stdout).toContain(`${valid}: a mock answers a made-up request with any example\n`);
    expect(stdout).toMatch(/^ {2}getCollectionInfo documented: \/data\/doc_num: nothing at the first, number at the/m);
    expect(code).toBe(1);
  });

  it("may be both, and is then compared by every case", async () => {
    const mock = await startMock({ port: 0 });
    const { code, stdout } = await runCommand([
      "compare",
      mock.url,
      mock.url,
      "--mock",
      "--other-mock",
      "--requests",
      String(requests),
    ]);
    await mock.close();
    expect(Number(/^\d+/m.exec(stdout)?.[0])).toBeGreaterThanOrEqual(caseCount + valid);
    expect({ code, lines: stdout.split("\n").slice(1) }).toEqual({
      code: 0,
      lines: [
        expect.stringMatching(new RegExp(`^\\d+ requests sent to both, ${valid} not tried$`)),
        `  ${valid}: a mock answers a made-up request with any example`,
        "0 differences, none unexplained",
        "",
      ],
    });
  });
});

it.each(["first", "second"])("ends with 2 where the %s refuses the key", async (which) => {
  const wrong = { VIKING_KB_ACCESS_KEY_ID: owner.accessKeyId, VIKING_KB_SECRET_ACCESS_KEY: "another-secret" };
  const own = which === "first" ? { ...bothKeys, ...wrong } : bothKeys;
  const other = which === "first" ? bothKeys : wrong;
  const others = Object.entries(other).map(([name, value]) => [name.replace("KB_", "KB_OTHER_"), value]);
  const { code, stdout, stderr } = await runCommand(["compare", first.url, first.url, "--requests", "1"], {
    ...own,
    ...Object.fromEntries(others),
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^error: The server refuses this key or its signature in every operation: check /);
});

it("ends with 2 where the second cannot be tried", async () => {
  const { code, stderr } = await runCommand(["compare", first.url, "http://127.0.0.1:9"], bothKeys);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^error: Nothing answers at http:\/\/127\.0\.0\.1:9 \(.*\): start the server, or mend the base URL\.\n$/,
  );
});
