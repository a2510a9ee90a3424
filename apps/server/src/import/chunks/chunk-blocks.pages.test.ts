import { expect, test } from "vitest";
import type { Block, FramedBlock, Row } from "../blocks.js";
import { chunkBlocks } from "./chunk-blocks.js";

const pagesOf = (blocks: readonly Block[], maximumLength: number) =>
  [...chunkBlocks(blocks, maximumLength)].map(({ content, members }) => [content, members.doc_info]);
const on = (...pages: number[]) => ({ original_coordinate: { page_no: pages } });

const row = (source: string, page?: number): Row => ({ source, endsWell: true, page });
const table = (rows: readonly Row[], page?: number): FramedBlock => ({
  kind: "table",
  source: `|a|\n|-|\n${rows.map(({ source }) => source).join("")}`,
  opening: "|a|\n|-|\n",
  rows,
  closing: "",
  repeated: { opening: "|a|\n|-|\n", closing: "" },
  page,
});

test.each<{ what: string; maximumLength: number; blocks: readonly Block[]; expected: unknown[] }>([
  {
    what: "without pages",
    maximumLength: 99,
    blocks: [{ kind: "lines", source: "one\n" }],
    expected: [["one", undefined]],
  },
  {
    what: "on one page",
    maximumLength: 99,
    blocks: [
      { kind: "prose", source: "one\n", page: 3 },
      { kind: "prose", source: "two\n", page: 3 },
    ],
    expected: [["one\ntwo", on(3)]],
  },
  {
    what: "that goes on over a page",
    maximumLength: 99,
    blocks: [
      { kind: "prose", source: "one and ", page: 9 },
      { kind: "prose", source: "two\n", page: 10 },
    ],
    expected: [["one and two", on(9, 10)]],
  },
  {
    what: "that is cut where the page is not",
    maximumLength: 8,
    blocks: [
      { kind: "prose", source: "one two three ", page: 1 },
      { kind: "prose", source: "four\n", page: 2 },
    ],
    expected: [
      ["one two", on(1)],
      ["three", on(1)],
      ["four", on(2)],
    ],
  },
  {
    what: "under a heading on the page before",
    maximumLength: 99,
    blocks: [
      { kind: "heading", level: 1, title: "H", source: "H\n", page: 1 },
      { kind: "prose", source: "one\n", page: 2 },
    ],
    expected: [["one", on(2)]],
  },
  {
    what: "with its heading in it",
    maximumLength: 99,
    blocks: [
      { kind: "heading", level: 1, title: "H", source: "H (h)\n", page: 1 },
      { kind: "prose", source: "one\n", page: 2 },
    ],
    expected: [["H (h)\none", on(1, 2)]],
  },
  {
    what: "beside what shows nothing",
    maximumLength: 99,
    blocks: [
      { kind: "lines", source: "one\n", page: 1 },
      { kind: "lines", source: " \n", page: 2 },
    ],
    expected: [["one", on(1)]],
  },
  {
    what: "of a group",
    maximumLength: 99,
    blocks: [
      {
        kind: "group",
        source: "- one\n- two\n",
        parts: [
          { kind: "prose", source: "- one\n", page: 4 },
          { kind: "prose", source: "- two\n", page: 5 },
        ],
      },
    ],
    expected: [["- one\n- two", on(4, 5)]],
  },
  {
    what: "of a group that is cut",
    maximumLength: 6,
    blocks: [
      {
        kind: "group",
        source: "- one\n- two\n",
        parts: [
          { kind: "prose", source: "- one\n", page: 4 },
          { kind: "prose", source: "- two\n", page: 5 },
        ],
      },
    ],
    expected: [
      ["- one", on(4)],
      ["- two", on(5)],
    ],
  },
  {
    what: "of a table over two pages, in one part",
    maximumLength: 99,
    blocks: [table([row("|1|\n", 1), row("|2|\n", 2)], 1)],
    expected: [["|a|\n|-|\n|1|\n|2|", on(1, 2)]],
  },
  {
    what: "of a table over three pages, cut; a repeated header counts where it first stands",
    maximumLength: 14,
    blocks: [table([row("|1|\n", 2), row("|2|\n", 2), row("|3|\n", 3)], 1)],
    expected: [
      ["|a|\n|-|\n|1|", on(1, 2)],
      ["|a|\n|-|\n|2|", on(2)],
      ["|a|\n|-|\n|3|", on(3)],
    ],
  },
  {
    what: "of a table whose rows are all on its page",
    maximumLength: 14,
    blocks: [table([row("|1|\n"), row("|2|\n")], 7)],
    expected: [
      ["|a|\n|-|\n|1|", on(7)],
      ["|a|\n|-|\n|2|", on(7)],
    ],
  },
])("Text $what says which pages it stands on", ({ maximumLength, blocks, expected }) => {
  expect(pagesOf(blocks, maximumLength)).toEqual(expected);
});

test("Each part of a table has its Markdown, with the header; text has none", () => {
  const blocks: Block[] = [{ kind: "lines", source: "text\n" }, table([row("|1|\n"), row("|2|\n")])];
  expect([...chunkBlocks(blocks, 14)].map(({ members }) => members.md_content)).toEqual([
    undefined,
    "|a|\n|-|\n|1|",
    "|a|\n|-|\n|2|",
  ]);
});
