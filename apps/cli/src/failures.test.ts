import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type Answer,
  type AnsweringServer,
  failure,
  startAnsweringServer,
  success,
} from "../testing/answering-server.js";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { exitCodes } from "./failure.js";
import { run } from "./run.js";

let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.answer = undefined;
});

const settings = () => ["--profile", "mock", "--endpoint", server.url];
const points = ["points", "list", "faq"];

const answers: Record<string, [exitCode: number, kind: string, Answer]> = {
  unauthorized: [3, "unauthorized", failure(401, 1000001, "unauthorized")],
  "no permission": [4, "no-permission", failure(403, 1000002, "no permission")],
  "invalid request": [5, "invalid-request", failure(400, 1000003, "invalid request:limit: must be -1 or 0 to 100")],
  "no such collection": [6, "collection-not-exist", failure(400, 1000005, "collection not exist")],
  "no such document": [6, "doc-not-exist", failure(400, 1001001, "doc not exist")],
  "no such task": [6, "task-not-exist", failure(400, 1000003, "invalid request:task not exist")],
  "quota exceeded": [7, "rate-limited", failure(429, 1000029, "quota exceeded")],
  "internal error": [8, "server", failure(500, 1000028, "internal error")],
  "an unknown code": [10, "unknown", failure(400, 4242, "something new")],
  "another code under HTTP 200": [6, "collection-not-exist", failure(200, 1000005, "collection not exist")],
  "a page of a proxy": [10, "invalid-response", { status: 502, body: "<html>bad gateway</html>" }],
  "a success without data": [10, "invalid-response", { body: { code: 0, message: "success", request_id: "02bb" } }],
};

describe("a failed call is told in lines, with the exit code of its kind:", () => {
  test.each(Object.entries(answers))("%s", async (_, [exitCode, __, answer]) => {
    server.answer = answer;
    const terminal = recordTerminal();
    expect(await run([...settings(), ...points], terminal)).toBe(exitCode);
    expect(terminal.output).toBe("");
    const [error, hint, requestId, ...rest] = terminal.errors.split("\n");
    expect(error).toMatch(/^error: \S/);
    expect(hint).toMatch(/^hint: \S/);
    expect(requestId).toBe(typeof answer.body === "string" ? "" : "request id: 02bb");
    expect(rest).toEqual(typeof answer.body === "string" ? [] : [""]);
  });
});

describe("with --json, as one JSON object on standard error:", () => {
  test.each(Object.entries(answers))("%s", async (_, [exitCode, kind, answer]) => {
    server.answer = answer;
    const terminal = recordTerminal();
    expect(await run([...settings(), ...points, "--json"], terminal)).toBe(exitCode);
    expect(terminal.output).toBe("");
    expect(JSON.parse(terminal.errors)).toMatchObject({
      exitCode,
      kind,
      message: expect.stringMatching(/\S/),
      hint: expect.stringMatching(/\S/),
      status: answer.status ?? 200,
    });
  });
});

test("the message, the code and the request id are those of the answer", async () => {
  server.answer = failure(400, 1000005, "collection not exist");
  const terminal = recordTerminal();
  await run([...settings(), ...points], terminal);
  expect(terminal.errors).toContain("error: collection not exist (code 1000005, HTTP 400)\n");
});

describe("data of another shape is an invalid response, and --json prints it:", () => {
  const page = (change: object) => ({
    collection_name: "faq",
    total_num: 1,
    point_list: [{ point_id: "a" }],
    ...change,
  });
  const rows: { title: string; argv?: string[]; data: object }[] = [
    { title: "null in place of a point", data: page({ point_list: [null] }) },
    { title: "an object in place of points", data: page({ point_list: {} }) },
    { title: "no name of the collection", data: page({ collection_name: undefined }) },
    { title: "a number in its place", data: page({ collection_name: 5 }) },
    { title: "no number of points", data: page({ total_num: undefined }) },
    { title: "a point without content", argv: ["--full"], data: page({}) },
    { title: "the same, of every page", argv: ["--full", "--all"], data: page({}) },
    { title: "no name of the collection, of every page", argv: ["--all"], data: page({ collection_name: undefined }) },
  ];
  test.each(rows)("$title", async ({ argv = [], data }) => {
    server.answer = success(data);
    const terminal = recordTerminal();
    expect(await run([...settings(), ...points, ...argv], terminal)).toBe(10);
    expect(terminal.errors).toBe(
      "error: The answer does not have the documented shape.\nhint: `--json` prints it as it came.\n",
    );
    expect(await run([...settings(), ...points, ...argv, "--json"], terminal)).toBe(0);
  });
});

test("no answer is 9", async () => {
  const gone = await startAnsweringServer();
  await gone.close();
  const terminal = recordTerminal();
  expect(await run(["--profile", "mock", "--endpoint", gone.url, ...points], terminal)).toBe(9);
  expect(terminal.errors).toMatch(/^error: No answer from 127\.0\.0\.1:\d+: .*ECONNREFUSED.*\nhint: /);
});

test("an interruption ends the call at once, says nothing and is 130", async () => {
  const interruption = new AbortController();
  const terminal = recordTerminal({ signal: interruption.signal });
  const before = server.requests.length;
  const exitCode = run([...settings(), ...points], terminal);
  await expect.poll(() => server.requests.length).toBe(before + 1);
  interruption.abort();
  expect(await exitCode).toBe(130);
  expect(terminal.output + terminal.errors).toBe("");
});

test.each([
  { reason: "SIGINT", exitCode: 130 },
  { reason: "SIGTERM", exitCode: 143 },
  { reason: "SIGHUP", exitCode: 129 },
  { reason: undefined, exitCode: 130 },
])("an interruption by $reason is $exitCode, in JSON too", async ({ reason, exitCode }) => {
  const terminal = recordTerminal({ signal: AbortSignal.abort(reason) });
  expect(await run([...settings(), ...points, "--json"], terminal)).toBe(exitCode);
  expect(JSON.parse(terminal.errors)).toEqual({ exitCode, kind: "aborted", message: "Interrupted." });
});

test("an interruption at a question is 130 as well", async () => {
  const interruption = new AbortController();
  const terminal = recordTerminal({ signal: interruption.signal, answers: [] });
  const ask = () => {
    interruption.abort();
    return Promise.reject(new Error("The input ended."));
  };
  expect(await run(["profile", "add", "work"], Object.assign(terminal, { ask }))).toBe(130);
  expect(terminal.errors).toBe("");
});

test("a defect is 1 and says so", async () => {
  const terminal = recordTerminal();
  const broken = Object.defineProperty(terminal, "environment", {
    get: () => {
      throw new Error("broken inside");
    },
  });
  expect(await run(points, broken)).toBe(1);
  expect(terminal.errors).toBe(
    "error: broken inside\nhint: This is a defect of viking-kb: report it with the command that you ran.\n",
  );
});

test("a TypeError is a defect as well where the settings can be used", async () => {
  server.answer = success({ collection_name: "faq", total_num: 1, point_list: [{ point_id: "a", content: "c" }] });
  const write = () => Promise.reject(new TypeError("broken inside"));
  const terminal = Object.assign(recordTerminal(), { write });
  expect(await run([...settings(), ...points, "--all"], terminal)).toBe(1);
  expect(terminal.errors).toMatch(/^error: broken inside\nhint: This is a defect of viking-kb/);
});

test("help and README list every exit code", async () => {
  const terminal = recordTerminal();
  await run(["--help"], terminal);
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const code of [0, ...Object.values(exitCodes)]) {
    expect(terminal.output).toMatch(new RegExp(`^ {2}${code} +\\S`, "m"));
    expect(readme).toMatch(new RegExp(`\\| ${code} +\\|`));
  }
});
