import { type Mock, startMock } from "@viking-kb/mock";
import { businessCodes, failedCodes } from "@viking-kb/spec";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startAnsweringServer } from "../testing/answering-server.js";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { run } from "./run.js";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

async function runAgainstMock(argv: readonly string[], environment: Record<string, string> = {}) {
  const terminal = recordTerminal({ environment });
  const exitCode = await run(["--profile", "mock", "--endpoint", mock.url, ...argv], terminal);
  return { exitCode, output: terminal.output, errors: terminal.errors };
}

const archive = ["doc", "info", "intake", "archive"];
const lines = (...lines: string[]) => lines.map((line) => `${line}\n`).join("");

/** What an answer shows besides names of fields and values that are the user's own. */
const screens: { argv: string[]; shown: string[]; errors?: string }[] = [
  {
    argv: archive,
    shown: [
      "add_type          tos_fe（以文件上传）",
      "  process_status  1（处理失败）",
      "  failed_code     30001（超过知识库文件限制大小。拆分文件，或减小文件。）",
    ],
  },
  {
    argv: ["collection", "info", "test_collection_name"],
    shown: [
      "  pipeline_type        default（默认流程）",
      "    index_type         hnsw（稠密向量上的 HNSW 图索引）",
      "      vector_field     _sys_auto_content_vector (vector, 1024 维)",
      "      distance         ip（内积）",
      "      quant            int8（8 位整数）",
      "    status             1（就绪）",
    ],
  },
  {
    argv: ["points", "list", "handbook", "--limit", "2", "--doc", "handbook"],
    shown: ["handbook-1  text  休假           年假每年二十五天。病假请在当天上午告知。"],
    errors: "handbook 的所选文档共 4 个切片，此处为第 1–2 个；下一页：--offset 2，全部：--all\n",
  },
  {
    argv: ["points", "list", "handbook", "--offset", "6", "--limit", "100"],
    shown: [],
    errors: "handbook 共 6 个切片，此处没有\n",
  },
  {
    argv: ["task", "info", "xxx"],
    shown: ["percentage       100 %"],
    errors: "注意：链接的查询部分可能含有凭据，未显示；加 --links 显示完整链接\n",
  },
];
describe("in Chinese", () => {
  test.each(screens)("$argv", async ({ argv, shown, errors = "" }) => {
    const printed = await runAgainstMock([...argv, "--lang", "zh"]);
    expect(printed).toMatchObject({ exitCode: 0, errors });
    for (const line of shown) expect(printed.output.split("\n")).toContain(line);
  });
});

const failed = failedCodes.find(({ code }) => code === 30001)?.meaning ?? { en: "", zh: "" };
const ways: { argv: string[]; environment: Record<string, string>; language: "en" | "zh" }[] = [
  { argv: [], environment: {}, language: "en" },
  { argv: [], environment: { LANG: "zh_CN.UTF-8" }, language: "zh" },
  { argv: ["--lang", "en"], environment: { LANG: "zh_CN.UTF-8" }, language: "en" },
  { argv: ["--lang", "zh"], environment: { LC_ALL: "C" }, language: "zh" },
];
describe.each(ways)("$argv, $environment: $language", ({ argv, environment, language }) => {
  test("the meaning of a failed_code", async () => {
    const { output } = await runAgainstMock([...argv, ...archive], environment);
    expect(output).toContain(failed[language]);
  });

  test("the hint of an error; what the API says stays as it came", async () => {
    const { message, hint } = businessCodes.find(({ kind }) => kind === "doc-not-exist") ?? businessCodes[0];
    const { exitCode, errors } = await runAgainstMock(
      [...argv, "doc", "info", "handbook", "no-such-document"],
      environment,
    );
    expect(exitCode).toBe(6);
    expect(errors).toContain(`error: ${message} (code 1001001, HTTP 400)\nhint: ${hint[language]}\n`);
  });

  test("--json: the data as it came, and an error with its hint", async () => {
    const json = await runAgainstMock([...argv, ...archive, "--json"], environment);
    expect(json).toEqual(await runAgainstMock([...archive, "--json"]));
    const { hint } = businessCodes.find(({ kind }) => kind === "doc-not-exist") ?? businessCodes[0];
    const { errors } = await runAgainstMock(
      [...argv, "doc", "info", "handbook", "no-such-document", "--json"],
      environment,
    );
    expect(JSON.parse(errors)).toMatchObject({ kind: "doc-not-exist", hint: hint[language] });
  });
});

describe("what the client advises itself is Chinese too", () => {
  const zh = ["--lang", "zh", "--profile", "mock"];
  test("of no answer", async () => {
    const gone = await startAnsweringServer();
    await gone.close();
    const terminal = recordTerminal();
    expect(await run([...zh, "--endpoint", gone.url, "task", "info", "t"], terminal)).toBe(9);
    expect(terminal.errors).toMatch(/\nhint: 检查 `--endpoint`、网络和代理；使用本地 mock 时，确认它正在运行。\n$/);
  });

  test("behind a hint of the API's", async () => {
    const { errors } = await runAgainstMock([...zh, "points", "list", "handbook", "--limit", "101"]);
    expect(errors).toMatch(/\nhint: 冒号后[^\n]*。要取得全部切片，用 `points list --all`。\n/);
  });
});

test("another language is refused, before anything is sent", async () => {
  expect(await runAgainstMock(["--lang", "fr", ...archive])).toEqual({
    exitCode: 2,
    output: "",
    errors: lines(
      "error: option '--lang <language>' argument 'fr' is invalid. It must be zh or en.",
      "hint: `viking-kb doc info --help` shows what it takes.",
    ),
  });
});
