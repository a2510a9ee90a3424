import { expect, test } from "vitest";
import type { Piece } from "./page-text.js";
import { textOf, toRows } from "./rows.js";
import { withTables } from "./tables.js";

const piece = (text: string, left: number, right: number, spaces: Partial<Piece> = {}): Piece => ({
  text,
  left,
  right,
  baseline: 100,
  size: 10,
  spaceLeft: false,
  spaceRight: false,
  ...spaces,
});

test.each<{ what: string; pieces: readonly Piece[]; expected: string }>([
  {
    what: "Letters of Arabic that are drawn one by one make words",
    pieces: [
      piece("ل", 40, 44),
      piece("ي", 44, 48, { spaceRight: true }),
      piece("ب", 49, 53, { spaceLeft: true }),
      piece("ا", 53, 56),
    ],
    expected: "اب يل",
  },
  {
    what: "Hebrew with a number and English words, which run to the right",
    pieces: [piece("עולם", 10, 30), piece("PDF", 34, 50), piece("1.7", 54, 66), piece("שלום", 70, 90)],
    expected: "שלום PDF 1.7 עולם",
  },
  {
    what: "Chinese that is stretched over a line has no spaces",
    pieces: [piece("文", 10, 20), piece("档", 23, 33), piece("PDF", 36, 50)],
    expected: "文档 PDF",
  },
])("$what", ({ pieces, expected }) => {
  expect(toRows(pieces).map(textOf)).toEqual([expected]);
});

test("A page may hold more rows than a call may have arguments", () => {
  const item = toRows([piece("-", 10, 15), piece("item", 50, 70)]);
  const list = Array.from({ length: 150_000 }, (_, index) =>
    item.map((row) => ({ ...row, baseline: 20 * index })),
  ).flat();
  expect(withTables(list)).toHaveLength(list.length);
});
