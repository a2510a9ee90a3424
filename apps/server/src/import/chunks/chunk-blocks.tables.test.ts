import { expect, test } from "vitest";
import { readMarkdown } from "../read/formats/markdown.js";
import { chunkBlocks } from "./chunk-blocks.js";

const chunks = (text: string, maximumLength: number) => {
  const document = readMarkdown(text);
  if (!("blocks" in document)) throw new Error("There are no blocks.");
  return [...chunkBlocks(document.blocks, maximumLength)].map(({ content, members }) => [members.chunk_type, content]);
};
const tables = (contents: string[]) => contents.map((content) => ["table", content]);

test.each<{ what: string; maximumLength: number; text: string; expected: string[] }>([
  {
    what: "on one line",
    maximumLength: 60,
    text: "<table><tr><td>h</td></tr><tr><td>1</td></tr><tr><td>2</td></tr></table>",
    expected: [
      "<table><tr><td>h</td></tr><tr><td>1</td></tr></table>",
      "<table><tr><td>h</td></tr><tr><td>2</td></tr></table>",
    ],
  },
  {
    what: "with sections",
    maximumLength: 90,
    text: "<table>\n<thead>\n<tr><th>h\n<tbody>\n<tr><td>1</td></tr>\n<tr><td>2</td></tr>\n</tbody>\n<tfoot><tr><td>3</td></tr></tfoot>\n</table>",
    expected: [
      "<table>\n<thead>\n<tr><th>h\n<tbody>\n<tr><td>1</td></tr>\n<tr><td>2</td></tr></tbody></table>",
      "<table>\n<thead>\n<tr><th>h\n<tbody>\n\n</tbody>\n<tfoot><tr><td>3</td></tr></tfoot>\n</table>",
    ],
  },
  {
    what: "with a header of two rows, a caption and attributes",
    maximumLength: 110,
    text: "<TABLE class='a>b'><caption>c</caption><tr><th>h</th></tr><tr><th>i</th></tr><tr><td>1</td></tr><tr><td>2</td></tr></TABLE>",
    expected: [
      "<TABLE class='a>b'><caption>c</caption><tr><th>h</th></tr><tr><th>i</th></tr><tr><td>1</td></tr></table>",
      "<TABLE class='a>b'><caption>c</caption><tr><th>h</th></tr><tr><th>i</th></tr><tr><td>2</td></tr></TABLE>",
    ],
  },
  {
    what: "with a row that is too long",
    maximumLength: 60,
    text: `<table><tr><td>h</td></tr><tr><td>${"long. ".repeat(12)}</td></tr><tr><td>2</td></tr></table>`,
    expected: [
      `<table><tr><td>h</td></tr><tr><td>${"long. ".repeat(12)}</td></tr></table>`,
      "<table><tr><td>h</td></tr><tr><td>2</td></tr></table>",
    ],
  },
  {
    what: "with a header that is too long",
    maximumLength: 60,
    text: `<table><tr><td>${"long. ".repeat(9)}</td></tr><tr><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>`,
    expected: [
      `<table><tr><td>${"long. ".repeat(9)}</td></tr></table>`,
      "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>",
      "<table><tr><td>3</td></tr></table>",
    ],
  },
  {
    what: "within a cell",
    maximumLength: 100,
    text: "<table><tr><td>h</td></tr><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr><tr><td>2</td></tr></table>",
    expected: [
      "<table><tr><td>h</td></tr><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td></tr></table>",
      "<table><tr><td>h</td></tr><tr><td>2</td></tr></table>",
    ],
  },
  {
    what: "with a cell that spans two rows",
    maximumLength: 90,
    text: "<table><tr><td>h</td></tr><tr><td>1</td></tr><tr><td rowspan=2>2</td></tr><tr><td>3</td></tr></table>",
    expected: [
      "<table><tr><td>h</td></tr><tr><td>1</td></tr></table>",
      "<table><tr><td>h</td></tr><tr><td rowspan=2>2</td></tr><tr><td>3</td></tr></table>",
    ],
  },
  {
    what: "without end tags",
    maximumLength: 34,
    text: "<table><tr><td>h<tr><td>1<tr><td>2",
    expected: ["<table><tr><td>h<tr><td>1</table>", "<table><tr><td>h<tr><td>2"],
  },
  {
    what: "with empty lines and Markdown",
    maximumLength: 80,
    text: "<table>\n<tr><td>h</td></tr>\n\n<tr><td>\n\n- *a*\n\n</td></tr>\n\n<tr><td>`</table>`</td></tr>\n</table>",
    expected: [
      "<table>\n<tr><td>h</td></tr>\n\n<tr><td>\n\n- *a*\n\n</td></tr></table>",
      "<table>\n<tr><td>h</td></tr>\n\n\n\n<tr><td>`</table>",
    ],
  },
  {
    what: "with a comment that holds a row",
    maximumLength: 75,
    text: "<table><tr><td>h</td></tr><!--<tr>--><tr><td>1</td></tr><tr><td>2</td></tr></table>",
    expected: [
      "<table><tr><td>h</td></tr><!--<tr>--><tr><td>1</td></tr></table>",
      "<table><tr><td>h</td></tr><!--<tr>--><tr><td>2</td></tr></table>",
    ],
  },
])("A table of HTML $what is cut after rows", ({ maximumLength, text, expected }) => {
  expect(chunks(text, maximumLength).slice(0, expected.length)).toEqual(tables(expected));
});

test.each<{ what: string; maximumLength: number; text: string; expected: string[][] }>([
  {
    what: "HTML behind text",
    maximumLength: 60,
    text: "See `<table>`: <table><tr><td>h</td></tr><tr><td>1</td></tr></table> and more",
    expected: [
      ["text", "See `<table>`:"],
      ["table", "<table><tr><td>h</td></tr><tr><td>1</td></tr></table>"],
      ["text", " and more"],
    ],
  },
  {
    what: "HTML in a box",
    maximumLength: 80,
    text: "one\n\n<div>\n<table><tr><td>h</td></tr><tr><td>1</td></tr></table>\n</div>\n\ntwo",
    expected: [
      ["text", "one"],
      ["table", "<div>\n<table><tr><td>h</td></tr><tr><td>1</td></tr></table>\n</div>"],
      ["text", "two"],
    ],
  },
  {
    what: "HTML without a row",
    maximumLength: 60,
    text: "<table>text</table>",
    expected: [["text", "<table>text</table>"]],
  },
  {
    what: "HTML that arranges headings",
    maximumLength: 60,
    text: "<table><tr><td>\n\n# A\n\none\n\n</td></tr></table>",
    expected: [["text", "<table><tr><td>\n\n# A\n\none\n\n</td></tr></table>"]],
  },
  {
    what: "a quote",
    maximumLength: 24,
    text: "> |a|b|\n> |-|-|\n> |1|2|\n> |3|4|\n>\n> text",
    expected: [
      ["table", "> |a|b|\n> |-|-|\n> |1|2|"],
      ["table", "> |a|b|\n> |-|-|\n> |3|4|\n>"],
      ["text", "> text"],
    ],
  },
  {
    what: "an item's first line",
    maximumLength: 24,
    text: "- |a|b|\n  |-|-|\n  |1|2|\n  |3|4|\n- text",
    expected: [
      ["table", "- |a|b|\n  |-|-|\n  |1|2|"],
      ["table", "  |a|b|\n  |-|-|\n  |3|4|"],
      ["text", "- text"],
    ],
  },
  {
    what: "a list in a quote",
    maximumLength: 40,
    text: "> 1. step\n>\n>    |a|b|\n>    |-|-|\n>    |1|2|\n>    |3|4|\n> 2. step",
    expected: [
      ["text", "> 1. step\n>"],
      ["table", ">    |a|b|\n>    |-|-|\n>    |1|2|"],
      ["table", ">    |a|b|\n>    |-|-|\n>    |3|4|"],
      ["text", "> 2. step"],
    ],
  },
  {
    what: "a list that fits",
    maximumLength: 99,
    text: "- step\n\n  |a|b|\n  |-|-|\n  |1|2|\n- step",
    expected: [["text", "- step\n\n  |a|b|\n  |-|-|\n  |1|2|\n- step"]],
  },
  {
    what: "HTML in an item",
    maximumLength: 62,
    text: "- <table><tr><td>h</td></tr><tr><td>1</td></tr>\n  <tr><td>2</td></tr></table>",
    expected: [
      ["table", "- <table><tr><td>h</td></tr><tr><td>1</td></tr></table>"],
      ["table", "<table><tr><td>h</td></tr>\n  <tr><td>2</td></tr></table>"],
    ],
  },
])("A table in $what is cut in its place", ({ maximumLength, text, expected }) => {
  expect(chunks(text, maximumLength)).toEqual(expected);
});
