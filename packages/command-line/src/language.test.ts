import { expect, test } from "vitest";
import { type Language, languageOf, languageOption } from "./language.js";
import { createProgram, runProgram } from "./program.js";

interface Row {
  readonly env: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
  readonly language: Language;
}

const rows: readonly Row[] = [
  { env: {}, language: "en" },
  { env: { LANG: "zh_CN.UTF-8" }, language: "zh" },
  { env: { LANG: "zh_CN.utf8" }, language: "zh" },
  { env: { LANG: "zh_CN" }, language: "zh" },
  { env: { LANG: "zh_TW.UTF-8@radical" }, language: "zh" },
  { env: { LANG: "zh" }, language: "zh" },
  { env: { LANG: "zh-Hans-CN" }, language: "zh" },
  { env: { LANG: "en_US.UTF-8" }, language: "en" },
  { env: { LANG: "C" }, language: "en" },
  { env: { LANG: "C.UTF-8" }, language: "en" },
  { env: { LANG: "POSIX" }, language: "en" },
  { env: { LANG: "fr_FR.UTF-8" }, language: "en" },
  { env: { LANG: "zhx_CN.UTF-8" }, language: "en" },
  // What is written is UTF-8, which such a terminal would not show.
  { env: { LANG: "zh_CN.GB18030" }, language: "en" },
  { env: { LANG: "zh_CN.GB18030" }, argv: ["--lang", "zh"], language: "zh" },
  { env: { LC_MESSAGES: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, language: "zh" },
  { env: { LC_MESSAGES: "en_US.UTF-8", LANG: "zh_CN.UTF-8" }, language: "en" },
  { env: { LC_ALL: "C", LC_MESSAGES: "zh_CN.UTF-8", LANG: "zh_CN.UTF-8" }, language: "en" },
  { env: { LC_ALL: "zh_CN.UTF-8", LC_MESSAGES: "C", LANG: "C" }, language: "zh" },
  { env: { LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN.UTF-8" }, language: "zh" },
  { env: { LC_CTYPE: "zh_CN.UTF-8", LC_TIME: "zh_CN.UTF-8" }, language: "en" },
  { env: { LANG: "zh_CN.UTF-8" }, argv: ["--lang", "en"], language: "en" },
  { env: { LC_ALL: "en_US.UTF-8" }, argv: ["--lang=zh"], language: "zh" },
  { env: {}, argv: ["--lang", "zh-CN"], language: "zh" },
  { env: {}, argv: ["--lang", "ZH_cn.UTF-8"], language: "zh" },
  { env: { LANG: "zh_CN.UTF-8" }, argv: ["--lang", "en-GB"], language: "en" },
];
test.each(rows)("$env and $argv: $language", async ({ env, argv = [], language }) => {
  let found: Language | undefined;
  const terminal = { write: () => {}, writeError: () => {} };
  const program = createProgram("example", terminal)
    .addOption(languageOption())
    .action(({ lang }: { lang?: Language }) => {
      found = languageOf(lang, env);
    });
  expect(await runProgram(program, argv, terminal)).toBe(0);
  expect(found).toBe(language);
});

test.each(["fr", "", "chinese", "zho", "C"])("--lang %j is refused", async (lang) => {
  let errors = "";
  const terminal = { write: () => {}, writeError: (text: string) => (errors += text) };
  const program = createProgram("example", terminal).addOption(languageOption());
  expect(await runProgram(program, ["--lang", lang], terminal)).toBe(2);
  expect(errors).toContain("It must be zh or en.");
});
