import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startKnowledgeBase } from "../testing/knowledge-base-server.js";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { screenData } from "../testing/screen-data.js";
import { temporaryFolder } from "../testing/temporary-folder.js";
import { run } from "./run.js";

async function runInPipe(argv: readonly string[], environment: Record<string, string> = {}) {
  const { url, requests } = await startKnowledgeBase(screenData);
  const terminal = recordTerminal({ environment });
  const exitCode = await run(["--profile", "mock", "--endpoint", url, ...argv], terminal);
  return { exitCode, output: terminal.output, errors: terminal.errors, requests };
}

const rows: { argv: string[]; exitCode: number; output: RegExp; errors: RegExp }[] = [
  {
    argv: ["task", "wait", "8154fd9998a346a0"],
    exitCode: 0,
    output: /^status +success \(finished\)\npercentage +100 %\nattachment_link .*\n$/,
    errors: /^running \(under way\) {2}0 %\nrunning \(under way\) {2}60 %\nsuccess \(finished\) {2}100 %\n$/,
  },
  {
    argv: ["task", "wait", "8154fd9998a346a0", "--lang", "zh"],
    exitCode: 0,
    output: /^status +success（成功）\n/,
    errors: /^running（进行中） {2}0 %\nrunning（进行中） {2}60 %\nsuccess（成功） {2}100 %\n$/,
  },
  {
    argv: ["task", "wait", "8154fd9998a346a0", "--json"],
    exitCode: 0,
    output: /^\{\n {2}"status": "success",\n/,
    errors: /^$/,
  },
  {
    argv: ["task", "wait", "6d2e8f4a1c3b5d7e"],
    exitCode: 11,
    output: /^$/,
    errors:
      /^fail \(failed for good\) {2}40 %\nerror: The task failed: the API answered \{.*"percentage":42\}\.\nhint: /,
  },
  {
    argv: ["task", "wait", "6d2e8f4a1c3b5d7e", "--json"],
    exitCode: 11,
    output: /^$/,
    errors: /^\{\n {2}"exitCode": 11,\n {2}"kind": "task-failed",\n {2}"message": .*\n[^{}]*\}\n$/,
  },
  {
    argv: ["doc", "wait", "handbook", "slow"],
    exitCode: 0,
    output: /^collection_name +handbook\n(.*\n)*point_num +53\n/,
    errors: /^2 \(.*\), 0 points\n6 \(being processed\), 0 points\n0 \(done\), 53 points\n$/,
  },
  {
    argv: ["doc", "wait", "handbook", "archive"],
    exitCode: 11,
    output: /^$/,
    errors: /^1 \(failed\), 0 points\nerror: Processing the document failed: .*30001\)\nhint: /,
  },
  {
    argv: ["task", "wait", "3f1b6c0d9a5e4d7f", "--timeout", "1"],
    exitCode: 9,
    output: /^$/,
    // On a busy machine the first answer may come too late.
    errors: /^(running \(under way\) {2}40 %\n)?error: The end was not seen in time; last seen: .*\nhint: .*--timeout/,
  },
];

describe("in a pipe: lines at changes", () => {
  test.each(rows)("$argv", async ({ argv, ...expected }) => {
    const { exitCode, output, errors } = await runInPipe(argv);
    expect({ output, errors }).toEqual({
      output: expect.stringMatching(expected.output),
      errors: expect.stringMatching(expected.errors),
    });
    expect(exitCode).toBe(expected.exitCode);
  });

  test.each([
    { more: [], output: (file: string) => `Saved as ${file} (2400000 bytes).\n` },
    { more: ["--lang", "zh"], output: (file: string) => `已保存到 ${file}（2400000 字节）\n` },
    { more: ["--json"], output: (file: string) => `${JSON.stringify({ file, bytes: 2_400_000 }, undefined, 2)}\n` },
  ])("a download $more", async ({ more, output }) => {
    const file = join(temporaryFolder(), "result.zip");
    const done = await runInPipe(["task", "download", "0f3b5d7e9a1c2b4d", file, ...more]);
    expect(done).toMatchObject({ exitCode: 0, output: output(file) });
    expect(readFileSync(file)).toHaveLength(2_400_000);
    const verb = more.includes("zh") ? "下载中" : "downloading";
    const steps = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((tenth) => `${verb} 2.4 MB  ${tenth} %`);
    const told = done.errors.trimEnd().split("\n");
    if (more.includes("--json")) expect(done.errors).toBe("");
    else expect(steps.filter((step) => told.includes(step))).toEqual(told);
  });
});

describe("--curl prints a call, and sends nothing:", () => {
  const calls: { argv: string[]; path: string; body: object }[] = [
    { argv: ["collection", "info", "handbook"], path: "collection/info", body: { name: "handbook" } },
    { argv: ["doc", "info", "kb-1", "d"], path: "doc/info", body: { resource_id: "kb-1", doc_id: "d" } },
    { argv: ["doc", "wait", "a", "it's"], path: "doc/info", body: { collection_name: "a", doc_id: "it's" } },
    { argv: ["points", "list", "a", "--doc"], path: "point/list", body: { collection_name: "a", doc_ids: [] } },
    {
      argv: ["points", "list", "a", "--all"],
      path: "point/list",
      body: { collection_name: "a", offset: 0, limit: 100 },
    },
    { argv: ["task", "info", "t"], path: "task/info", body: { task_id: "t" } },
    { argv: ["task", "wait", "t"], path: "task/info", body: { task_id: "t" } },
    { argv: ["task", "download", "t"], path: "task/info", body: { task_id: "t" } },
  ];
  test.each(calls)("$argv", async ({ argv, path, body }) => {
    const { exitCode, output, errors, requests } = await runInPipe([...argv, "--curl"]);
    expect({ exitCode, errors, requests }).toEqual({ exitCode: 0, errors: "", requests: [] });
    expect(output).toContain(`/api/knowledge/${path}'`);
    const written = /^body='(.*)'$/m.exec(output)?.[1]?.replaceAll(`'\\''`, "'") ?? "";
    expect(JSON.parse(written)).toEqual(body);
  });

  test("without any key, and without the one that is there", async () => {
    const argv = ["task", "info", "t", "--curl"];
    const environment = { VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE", VIKING_KB_SECRET_ACCESS_KEY: "sesame" };
    for (const terminal of [recordTerminal(), recordTerminal({ environment })]) {
      expect(await run(argv, terminal)).toBe(0);
      expect(terminal.output).toContain('SECRET="$' + '{VIKING_KB_SECRET_ACCESS_KEY:?}"');
      expect(terminal.output).not.toMatch(/sesame|AKLTEXAMPLE/);
    }
  });

  test("text that a terminal would obey is escaped", async () => {
    const { output } = await runInPipe(["task", "info", "a\u001b[2J\u202e", "--curl"]);
    for (const obeyed of ["\u001b", "\u202e"]) expect(output).not.toContain(obeyed);
  });
});
