import { expect, test } from "vitest";
import { piecesOf, type TextPiece } from "./markdown-table.js";

const text = (text: string): TextPiece => ({ kind: "text", text });

const rows: { what: string; text: string; pieces: readonly TextPiece[] }[] = [
  { what: "text alone", text: "a | b\nc", pieces: [text("a | b\nc")] },
  {
    what: "a table between texts",
    text: "before\n\n| a | b |\n| --- | :-: |\n| 1 | 2 |\n\nafter",
    pieces: [text("before"), { kind: "table", header: ["a", "b"], rows: [["1", "2"]] }, text("after")],
  },
  {
    what: "bars and line breaks within cells",
    text: "| a |\n|---|\n| x \\| y<br>z |",
    pieces: [{ kind: "table", header: ["a"], rows: [["x | y\nz"]] }],
  },
  { what: "a header without rows", text: "| a |\n|---|", pieces: [{ kind: "table", header: ["a"], rows: [] }] },
  { what: "bars without a rule", text: "| a |\n| b |", pieces: [text("| a |\n| b |")] },
  { what: "nothing", text: "\n", pieces: [] },
];
test.each(rows)("$what", ({ text, pieces }) => {
  expect(piecesOf(text)).toEqual(pieces);
});

test("the time is in proportion to the text", () => {
  const started = performance.now();
  piecesOf("| ".repeat(100_000));
  piecesOf(`|${"-".repeat(100_000)}`);
  piecesOf(`|${" -".repeat(50_000)}\n`.repeat(4));
  expect(performance.now() - started).toBeLessThan(5_000);
});
