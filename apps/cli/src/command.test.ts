import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@viking-kb/mock";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type AnsweringServer, startAnsweringServer, success } from "../testing/answering-server.js";
import { temporaryFolder } from "../testing/temporary-folder.js";

/** The command, as a shell starts it. */
const command = fileURLToPath(new URL("../bin/viking-kb.js", import.meta.url));

let mock: Mock;
let silent: AnsweringServer;
let answering: AnsweringServer;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
  silent = await startAnsweringServer();
  answering = await startAnsweringServer();
});
afterAll(() => Promise.all([mock.close(), silent.close(), answering.close()]));

interface Start {
  readonly input?: string;
  readonly environment?: Record<string, string>;
}

function start(argv: readonly string[], { input = "", environment = {} }: Start = {}) {
  const child = spawn(process.execPath, [command, ...argv], {
    env: {
      NODE_OPTIONS: process.env.NODE_OPTIONS,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      HOME: temporaryFolder(),
      ...environment,
    },
    stdio: "pipe",
  });
  child.stdin.end(input);
  const result = Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]).then(
    ([output, errors, [exitCode]]) => ({ exitCode, output, errors }),
  );
  return { child, result };
}

const onMock = () => ["--profile", "mock", "--endpoint", mock.url];

describe("the command", () => {
  const list = () => [...onMock(), "points", "list", "handbook"];
  const rows = [
    { what: "tells its version", argv: () => ["--version"], exitCode: 0, output: /^\d+\.\d+\.\d+\n$/ },
    { what: "shows its help", argv: () => ["--help"], exitCode: 0, output: /^Usage: viking-kb .*\nExit codes:\n/s },
    {
      what: "shows the help of a command",
      argv: () => ["help", "points"],
      exitCode: 0,
      output: /^Usage: viking-kb points /,
    },
    { what: "is not complete alone", argv: () => [], exitCode: 2, errors: /^Usage: viking-kb / },
    {
      what: "lists points",
      argv: () => [...list(), "--limit", "2", "--doc", "handbook"],
      exitCode: 0,
      errors: /^showing 1–2 of 4 points of the chosen documents in handbook; next page: --offset 2; all: --all\n$/,
      output: /^handbook-1 {2}text {2}休假 {11}年假每年二十五天。病假请在当天上午告知。$/m,
    },
    {
      what: "tells an error of the API",
      argv: () => [...list(), "--limit", "101"],
      exitCode: 5,
      errors: /^error: invalid request:limit: .*\nhint: .*\nrequest id: \w+\n$/,
    },
    {
      what: "tells that no key is there",
      argv: () => ["task", "info", "t"],
      exitCode: 2,
      errors: /^error: No key was found: /,
    },
  ];
  test.each(rows)("$what", async ({ argv, exitCode, output = /^$/, errors = /^$/ }) => {
    const result = await start(argv()).result;
    expect(result.output).toMatch(output);
    expect(result.errors).toMatch(errors);
    expect(result.exitCode).toBe(exitCode);
  });

  test("keeps lines within COLUMNS", async () => {
    const argv = [...list(), "--limit", "2", "--doc", "handbook"];
    const { output } = await start(argv, { environment: { COLUMNS: "60" } }).result;
    expect(output).toMatch(/^handbook-0 {2}text {2}Working hours {2}Working hours are yours to…$/m);
  });

  test("reads a key from standard input, and uses it", async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, "configuration"), { mode: 0o755 });
    const environment = { HOME: home, XDG_CONFIG_HOME: join(home, "configuration") };
    const added = await start(["profile", "add", "work", "--endpoint", mock.url], {
      environment,
      input: "AKLTEXAMPLE\nsesame\n",
    }).result;
    expect(added).toMatchObject({ exitCode: 0, errors: "" });
    const path = join(home, "configuration", "viking-kb", "profiles.json");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, "utf8")).profiles.work.secretAccessKey).toBe("sesame");
    const asked = await start(["task", "info", "xxx", "--json"], { environment }).result;
    expect(JSON.parse(asked.output)).toMatchObject({ status: "success" });
  });

  test("loses no profile to commands that run at once", async () => {
    const environment = { HOME: temporaryFolder() };
    const names = ["a", "b", "c", "d"];
    const runs = names.map((name) => start(["profile", "add", name], { environment, input: "id\nsesame" }).result);
    expect((await Promise.all(runs)).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const { output } = await start(["profile", "list", "--json"], { environment }).result;
    expect(
      JSON.parse(output)
        .map(({ name }: { name: string }) => name)
        .toSorted(),
    ).toEqual([...names, "mock"]);
  });
});

test.each([
  { signal: "SIGINT", code: 130 },
  { signal: "SIGTERM", code: 143 },
  { signal: "SIGHUP", code: 129 },
] as const)("$signal during a call ends it with $code within two seconds", async ({ signal, code }) => {
  const before = silent.requests.length;
  const { child, result } = start(["--profile", "mock", "--endpoint", silent.url, "task", "info", "t"]);
  await expect.poll(() => silent.requests.length, { timeout: 20_000 }).toBe(before + 1);
  const interrupted = Date.now();
  child.kill(signal);
  expect(await result).toEqual({ exitCode: code, output: "", errors: "" });
  expect(Date.now() - interrupted).toBeLessThan(2000);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the page of inspect, which goes on until then, with 0",
  async (signal) => {
    const { child, result } = start([...onMock(), "inspect"]);
    child.stderr.once("data", () => child.kill(signal));
    expect(await result).toEqual({
      exitCode: 0,
      output: expect.stringMatching(/^http:\S+\n$/),
      errors: expect.stringMatching(/^Open it /),
    });
  },
);

describe("with much to print", () => {
  const listAll = () => ["--profile", "mock", "--endpoint", answering.url, "points", "list", "faq"];
  const answerWith = (content: string) => {
    const point_list = [{ point_id: "d-0", content, doc_info: {} }];
    answering.answer = success({ collection_name: "faq", total_num: 1, point_list });
  };
  const megabytes = "word ".repeat(1_000_000);

  test("the command ends, whatever a terminal would take that for", async () => {
    answerWith("\u001b]".repeat(150_000));
    const { exitCode, output, errors } = await start(listAll()).result;
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "showing 1–1 of 1 point in faq\n" });
    expect(output === `point_id  content\nd-0       ${"]".repeat(150_000)}\n`).toBe(true);
  });

  test("all of it arrives", async () => {
    answerWith(megabytes);
    const { exitCode, output } = await start(listAll()).result;
    expect(exitCode).toBe(0);
    expect(output === `point_id  content\nd-0       ${megabytes.trim()}\n`).toBe(true);
  });

  test.each([
    ["as text", []],
    ["as JSON", ["--json"]],
  ])("Ctrl-C ends it %s with 130, though nobody reads on", async (_, flags) => {
    answerWith(megabytes);
    const child = spawn(process.execPath, [command, ...listAll(), ...flags], { stdio: ["ignore", "pipe", "ignore"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    child.stdout.once("readable", () => {});
    // As much as is taken unasked: from then on the command waits for its reader.
    await expect.poll(() => child.stdout.readableLength, { timeout: 20_000 }).toBeGreaterThanOrEqual(64 * 1024);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([130, null]);
  });

  test("a reader that has seen enough is no error", async () => {
    answerWith(megabytes);
    const script = '{ "$0" "$@"; echo "ended with $?" >&2; } | head -c 17';
    const shell = spawn("/bin/sh", ["-c", script, process.execPath, command, ...listAll()], { stdio: "pipe" });
    const [output, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    expect({ output, errors }).toEqual({ output: "point_id  content", errors: "ended with 0\n" });
  });
});

test("a reader that stops reading is no error", async () => {
  const shell = spawn("/bin/sh", ["-c", `"$0" "$1" --help | head -n 1`, process.execPath, command], { stdio: "pipe" });
  const [output, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  expect(output).toBe("Usage: viking-kb [options] [command]\n");
  expect(errors).toBe("");
});
