import { expect, test } from "vitest";
import { readMarkdown } from "../read/formats/markdown.js";
import { readPlainText } from "../read/formats/plain-text.js";
import { chunkBlocks } from "./chunk-blocks.js";

type Chunk = readonly [title: string, type: string, content: string];

const chunks = (reader: typeof readMarkdown, text: string, maximumLength: number): Chunk[] => {
  const document = reader(text);
  if (!("blocks" in document)) throw new Error("There are no blocks.");
  return [...chunkBlocks(document.blocks, maximumLength)].map(({ content, members }) => [
    String(members.chunk_title),
    String(members.chunk_type),
    content,
  ]);
};

test.each<{ what: string; maximumLength: number; text: string; expected: Chunk[] }>([
  { what: "nothing", maximumLength: 10, text: " \n\n\t\n", expected: [] },
  {
    what: "text above any heading",
    maximumLength: 10,
    text: "one\n\n# A\n\ntwo",
    expected: [
      ["", "text", "one"],
      ["A", "text", "two"],
    ],
  },
  {
    what: "small neighbours, put together",
    maximumLength: 10,
    text: "one\n\ntwo\n\nthree",
    expected: [
      ["", "text", "one\n\ntwo"],
      ["", "text", "three"],
    ],
  },
  {
    what: "neighbours that just fit",
    maximumLength: 13,
    text: "one\n\nt👍o\n\n是个\n\n",
    expected: [["", "text", "one\n\nt👍o\n\n是个"]],
  },
  {
    what: "headings of two levels",
    maximumLength: 99,
    text: "# A\n\none\n\n## B\n\ntwo",
    expected: [
      ["A", "text", "one"],
      ["B", "text", "two"],
    ],
  },
  {
    what: "a heading without text, above another",
    maximumLength: 99,
    text: "# A\n\n## B\ntwo",
    expected: [["B", "text", "# A\n\n## B\ntwo"]],
  },
  {
    what: "a heading without text, at the end",
    maximumLength: 99,
    text: "# A\n\none\n\n# B\n",
    expected: [
      ["A", "text", "one"],
      ["B", "text", "# B"],
    ],
  },
  { what: "headings alone", maximumLength: 99, text: "# A\n\n## B", expected: [["B", "text", "# A\n\n## B"]] },
  {
    what: "a heading with a link",
    maximumLength: 99,
    text: "# [A](b)\n\none",
    expected: [["A", "text", "# [A](b)\n\none"]],
  },
  {
    what: "a heading with markup",
    maximumLength: 99,
    text: "# *A* `b` \\# #\n\none",
    expected: [["A b #", "text", "one"]],
  },
  {
    what: "a heading longer than a chunk",
    maximumLength: 5,
    text: "# A b c d\n\none",
    expected: [
      ["", "text", "# A b"],
      ["", "text", "c d"],
      ["", "text", "one"],
    ],
  },
  {
    what: "sentences",
    maximumLength: 21,
    text: "It is. 年假每年。二十五天！Is it? So it is.",
    expected: [
      ["", "text", "It is. 年假每年。二十五天！"],
      ["", "text", "Is it? So it is."],
    ],
  },
  {
    what: "a sentence over several lines",
    maximumLength: 20,
    text: "One two. Three\nfour five",
    expected: [
      ["", "text", "One two."],
      ["", "text", "Three\nfour five"],
    ],
  },
  {
    what: "words",
    maximumLength: 12,
    text: "one two, three four",
    expected: [
      ["", "text", "one two,"],
      ["", "text", "three four"],
    ],
  },
  {
    what: "Chinese words",
    maximumLength: 5,
    text: "北京大学生活动中心",
    expected: [
      ["", "text", "北京大学生"],
      ["", "text", "活动中心"],
    ],
  },
  {
    what: "a word longer than a chunk",
    maximumLength: 4,
    text: "abcdefghij",
    expected: [
      ["", "text", "abcd"],
      ["", "text", "efgh"],
      ["", "text", "ij"],
    ],
  },
  {
    what: "characters of several code points",
    maximumLength: 3,
    text: "👨‍👩‍👧e\u0301🇨🇳🇨🇳",
    expected: [
      ["", "text", "👨‍👩‍👧"],
      ["", "text", "e\u0301"],
      ["", "text", "🇨🇳"],
      ["", "text", "🇨🇳"],
    ],
  },
  {
    what: "a character of very many code points",
    maximumLength: 2,
    text: `a\u0301${"\u0302".repeat(200)}b`,
    expected: [
      ["", "text", `a\u0301${"\u0302".repeat(200)}`],
      ["", "text", "b"],
    ],
  },
  {
    what: "a sentence's end within a character",
    maximumLength: 4,
    text: "One!🏽Two",
    expected: [
      ["", "text", "One"],
      ["", "text", "!🏽"],
      ["", "text", "Two"],
    ],
  },
  {
    what: "white space at a cut",
    maximumLength: 3,
    text: `one${" ".repeat(200)}two`,
    expected: [
      ["", "text", "one"],
      ["", "text", "two"],
    ],
  },
  {
    what: "code, cut at lines",
    maximumLength: 12,
    text: "```\n  a. b\n  c. d\n```",
    expected: [
      ["", "text", "```\n  a. b"],
      ["", "text", "  c. d\n```"],
    ],
  },
  {
    what: "a list, cut at lines",
    maximumLength: 12,
    text: "- a. b\n- c. d\n- e. f",
    expected: [
      ["", "text", "- a. b"],
      ["", "text", "- c. d"],
      ["", "text", "- e. f"],
    ],
  },
  {
    what: "a quote, cut at paragraphs",
    maximumLength: 14,
    text: "> a\n>\n> b\n> c. d",
    expected: [
      ["", "text", "> a\n>"],
      ["", "text", "> b\n> c. d"],
    ],
  },
  {
    what: "a table",
    maximumLength: 24,
    text: "# T\n\none\n\n|a|b|\n|-|-|\n|1|2|\n|3|4|\n|5|6|\n\ntwo",
    expected: [
      ["T", "text", "one"],
      ["T", "table", "|a|b|\n|-|-|\n|1|2|\n|3|4|"],
      ["T", "table", "|a|b|\n|-|-|\n|5|6|"],
      ["T", "text", "two"],
    ],
  },
  {
    what: "a table of a header alone",
    maximumLength: 3,
    text: "|a|b|\n|-|-|",
    expected: [["", "table", "|a|b|\n|-|-|"]],
  },
  {
    what: "a table with a long row",
    maximumLength: 17,
    text: "|a|b|\n|-|-|\n|1|2|\n|3|long, long. Long|\n|5|6|",
    expected: [
      ["", "table", "|a|b|\n|-|-|\n|1|2|"],
      ["", "table", "|a|b|\n|-|-|\n|3|long, long. Long|"],
      ["", "table", "|a|b|\n|-|-|\n|5|6|"],
    ],
  },
  {
    what: "a table whose first row is long",
    maximumLength: 17,
    text: "|a|b|\n|-|-|\n|3|long, long. Long|\n|5|6|",
    expected: [
      ["", "table", "|a|b|\n|-|-|\n|3|long, long. Long|"],
      ["", "table", "|a|b|\n|-|-|\n|5|6|"],
    ],
  },
  {
    what: "a table with a long header",
    maximumLength: 11,
    text: "|a|b|\n|-|-|\n|1|2|\n|3|4|\n|5|6|",
    expected: [
      ["", "table", "|a|b|\n|-|-|"],
      ["", "table", "|1|2|\n|3|4|"],
      ["", "table", "|5|6|"],
    ],
  },
  {
    what: "headings above a table",
    maximumLength: 99,
    text: "# A\n## B\n|a|\n|-|",
    expected: [
      ["B", "text", "# A\n## B"],
      ["B", "table", "|a|\n|-|"],
    ],
  },
  {
    what: "a table within a list",
    maximumLength: 12,
    text: "- x\n\n  | a | b |\n  |---|---|\n  | one. two | three |\n\n  end. end. end.",
    expected: [
      ["", "text", "- x"],
      ["", "table", "  | a | b |\n  |---|---|"],
      ["", "table", "  | one. two | three |"],
      ["", "text", "  end. end."],
      ["", "text", "end."],
    ],
  },
  {
    what: "a definition and HTML",
    maximumLength: 99,
    text: "[a]: http://b\n\n<p>\nc\n</p>",
    expected: [["", "text", "[a]: http://b\n\n<p>\nc\n</p>"]],
  },
])("Markdown with $what, in chunks of at most $maximumLength", ({ maximumLength, text, expected }) => {
  expect(chunks(readMarkdown, text, maximumLength)).toEqual(expected);
});

test.each<{ what: string; maximumLength: number; text: string; expected: string[] }>([
  { what: "paragraphs", maximumLength: 9, text: "\n\n one\ntwo\n \n\nthree", expected: [" one\ntwo", "three"] },
  { what: "lines", maximumLength: 12, text: "One. Two.\n三三三三。\n四", expected: ["One. Two.", "三三三三。\n四"] },
  { what: "what would be Markdown", maximumLength: 99, text: "# A\n\n|a|\n|-|", expected: ["# A\n\n|a|\n|-|"] },
])("Plain text with $what, in chunks of at most $maximumLength", ({ maximumLength, text, expected }) => {
  expect(chunks(readPlainText, text, maximumLength)).toEqual(expected.map((content) => ["", "text", content]));
});
