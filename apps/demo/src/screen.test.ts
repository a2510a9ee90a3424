import { expect, test } from "vitest";
import { createShow } from "./screen.js";

const rows = [
  { what: "a line that fits", line: "one two", columns: 30, shown: ["   one two"] },
  { what: "an empty line", line: "", columns: 30, shown: [""] },
  {
    what: "a longer line, at words, as far in as it begins",
    line: "  one two three four five six seven",
    columns: 24,
    shown: ["     one two three four", "       five six seven"],
  },
  {
    what: "a longer word, whole",
    line: "link  http://127.0.0.1:4020/downloads/0123456789",
    columns: 24,
    shown: ["   link", "     http://127.0.0.1:4020/downloads/0123456789"],
  },
  {
    what: "a command, as a shell takes it",
    line: "$ viking-kb points list --all",
    columns: 28,
    shown: ["   $ viking-kb points list \\", "     --all"],
  },
  {
    what: "a command, each option with its value, which may hold blanks",
    line: "$ curl -s http://127.0.0.1:4010 -H 'Accept: any' -d '{}'",
    columns: 40,
    shown: ["   $ curl -s http://127.0.0.1:4010 \\", "     -H 'Accept: any' -d '{}'"],
  },
  {
    what: "Chinese, by its columns",
    line: "签名.pdf 等待 下一次导入 知识库",
    columns: 26,
    shown: ["   签名.pdf 等待", "     下一次导入 知识库"],
  },
  { what: "a long line where there is no screen", line: `a ${"b ".repeat(99)}c`, columns: undefined },
];
test.each(rows)("What is shown of $what", ({ line, columns, shown }) => {
  let text = "";
  createShow((written) => {
    text += written;
  }, columns)(line);
  expect(text.split("\n")).toEqual([...(shown ?? [`   ${line}`]), ""]);
});
