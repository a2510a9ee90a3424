import { expect, test } from "vitest";
import { fit, fold, noteLines } from "./columns.js";

const cut: { text: string; columns: number; shown: string }[] = [
  { text: "be there from ten", columns: 17, shown: "be there from ten" },
  { text: "be there from ten", columns: 16, shown: "be there from…" },
  { text: "be there from ten", columns: 14, shown: "be there from…" },
  { text: "be there from ten", columns: 13, shown: "be there…" },
  { text: "be there", columns: 3, shown: "be…" },
  { text: "handbook-0123456789", columns: 12, shown: "handbook-01…" },
  { text: "年假每年二十五天", columns: 9, shown: "年假每年…" },
  { text: "年假 annual leave", columns: 9, shown: "年假…" },
];
test.each(cut)("$text in $columns columns: $shown", ({ text, columns, shown }) => {
  expect(fit(text, columns)).toBe(shown);
});

const folded: { text: string; columns: number; lines: string[] }[] = [
  { text: "be there from ten", columns: 9, lines: ["be there", "from ten"] },
  { text: "年假每年二十五天。", columns: 8, lines: ["年假每年", "二十五", "天。"] },
  { text: "see https://files.example/a.zip now", columns: 10, lines: ["see", "https://files.example/a.zip", "now"] },
];
test.each(folded)("$text folded at $columns columns", ({ text, columns, lines }) => {
  expect([...fold(text, columns)].map((line) => line.trimEnd())).toEqual(lines);
});

test("a sentence in a pipe is one line, and on a terminal as many as it needs", () => {
  expect(noteLines("be there from ten", undefined)).toEqual(["be there from ten\n"]);
  expect(noteLines("be there from ten", 11)).toEqual(["be there\n", "  from ten\n"]);
});
