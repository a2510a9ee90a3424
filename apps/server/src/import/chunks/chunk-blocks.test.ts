import { expect, test } from "vitest";
import { readMarkdown } from "../read/formats/markdown.js";
import { readPlainText } from "../read/formats/plain-text.js";
import { chunkBlocks } from "./chunk-blocks.js";

type Chunk = readonly [title: string, type: string, content: string];

const chunks = (reader: typeof readMarkdown, text: string, maximumLength: number): Chunk[] => {
  const document = reader(Buffer.from(text));
  if (!("blocks" in document)) throw new Error("There are no blocks.");
  return [...chunkBlocks(document.blocks, maximumLength)].map(({ content, members }) => [
    String(members.chunk_title),
    String(members.chunk_type),
    content,
  ]);
};

test.each<[string, number, string, Chunk[]]>([
  ["nothing", 10, " \n\n\t\n", []],
  [
    "text above any heading",
    10,
    "one\n\n# A\n\ntwo",
    [
      ["", "text", "one"],
      ["A", "text", "two"],
    ],
  ],
  [
    "small neighbours, put together",
    10,
    "one\n\ntwo\n\nthree",
    [
      ["", "text", "one\n\ntwo"],
      ["", "text", "three"],
    ],
  ],
  ["neighbours that just fit", 13, "one\n\nt👍o\n\n是个\n\n", [["", "text", "one\n\nt👍o\n\n是个"]]],
  [
    "headings of two levels",
    99,
    "# A\n\none\n\n## B\n\ntwo",
    [
      ["A", "text", "one"],
      ["B", "text", "two"],
    ],
  ],
  ["a heading without text, above another", 99, "# A\n\n## B\ntwo", [["B", "text", "# A\n\n## B\ntwo"]]],
  [
    "a heading without text, at the end",
    99,
    "# A\n\none\n\n# B\n",
    [
      ["A", "text", "one"],
      ["B", "text", "# B"],
    ],
  ],
  ["headings alone", 99, "# A\n\n## B", [["B", "text", "# A\n\n## B"]]],
  ["a heading with a link", 99, "# [A](b)\n\none", [["A", "text", "# [A](b)\n\none"]]],
  ["a heading with markup", 99, "# *A* `b` \\# #\n\none", [["A b #", "text", "one"]]],
  [
    "a heading longer than a chunk",
    5,
    "# A b c d\n\none",
    [
      ["", "text", "# A b"],
      ["", "text", "c d"],
      ["", "text", "one"],
    ],
  ],
  [
    "sentences",
    21,
    "It is. 年假每年。二十五天！Is it? So it is.",
    [
      ["", "text", "It is. 年假每年。二十五天！"],
      ["", "text", "Is it? So it is."],
    ],
  ],
  [
    "a sentence over several lines",
    20,
    "One two. Three\nfour five",
    [
      ["", "text", "One two."],
      ["", "text", "Three\nfour five"],
    ],
  ],
  [
    "words",
    12,
    "one two, three four",
    [
      ["", "text", "one two,"],
      ["", "text", "three four"],
    ],
  ],
  [
    "Chinese words",
    5,
    "北京大学生活动中心",
    [
      ["", "text", "北京大学生"],
      ["", "text", "活动中心"],
    ],
  ],
  [
    "a word longer than a chunk",
    4,
    "abcdefghij",
    [
      ["", "text", "abcd"],
      ["", "text", "efgh"],
      ["", "text", "ij"],
    ],
  ],
  [
    "characters of several code points",
    3,
    "👨‍👩‍👧e\u0301🇨🇳🇨🇳",
    [
      ["", "text", "👨‍👩‍👧"],
      ["", "text", "e\u0301"],
      ["", "text", "🇨🇳"],
      ["", "text", "🇨🇳"],
    ],
  ],
  [
    "a character of very many code points",
    2,
    `a\u0301${"\u0302".repeat(200)}b`,
    [
      ["", "text", `a\u0301${"\u0302".repeat(200)}`],
      ["", "text", "b"],
    ],
  ],
  // To a segmenter of sentences a lone skin tone begins a new one.
  [
    "a sentence's end within a character",
    4,
    "One!🏽Two",
    [
      ["", "text", "One"],
      ["", "text", "!🏽"],
      ["", "text", "Two"],
    ],
  ],
  [
    "white space at a cut",
    3,
    `one${" ".repeat(200)}two`,
    [
      ["", "text", "one"],
      ["", "text", "two"],
    ],
  ],
  [
    "code, cut at lines",
    12,
    "```\n  a. b\n  c. d\n```",
    [
      ["", "text", "```\n  a. b"],
      ["", "text", "  c. d\n```"],
    ],
  ],
  [
    "a list, cut at lines",
    12,
    "- a. b\n- c. d\n- e. f",
    [
      ["", "text", "- a. b"],
      ["", "text", "- c. d"],
      ["", "text", "- e. f"],
    ],
  ],
  [
    "a quote, cut at paragraphs",
    14,
    "> a\n>\n> b\n> c. d",
    [
      ["", "text", "> a\n>"],
      ["", "text", "> b\n> c. d"],
    ],
  ],
  [
    "a table",
    24,
    "# T\n\none\n\n|a|b|\n|-|-|\n|1|2|\n|3|4|\n|5|6|\n\ntwo",
    [
      ["T", "text", "one"],
      ["T", "table", "|a|b|\n|-|-|\n|1|2|\n|3|4|"],
      ["T", "table", "|a|b|\n|-|-|\n|5|6|"],
      ["T", "text", "two"],
    ],
  ],
  ["a table of a header alone", 3, "|a|b|\n|-|-|", [["", "table", "|a|b|\n|-|-|"]]],
  [
    "a table with a long row",
    17,
    "|a|b|\n|-|-|\n|1|2|\n|3|long, long. Long|\n|5|6|",
    [
      ["", "table", "|a|b|\n|-|-|\n|1|2|"],
      ["", "table", "|a|b|\n|-|-|\n|3|long, long. Long|"],
      ["", "table", "|a|b|\n|-|-|\n|5|6|"],
    ],
  ],
  [
    "a table whose first row is long",
    17,
    "|a|b|\n|-|-|\n|3|long, long. Long|\n|5|6|",
    [
      ["", "table", "|a|b|\n|-|-|\n|3|long, long. Long|"],
      ["", "table", "|a|b|\n|-|-|\n|5|6|"],
    ],
  ],
  [
    "a table with a long header",
    11,
    "|a|b|\n|-|-|\n|1|2|\n|3|4|\n|5|6|",
    [
      ["", "table", "|a|b|\n|-|-|"],
      ["", "table", "|1|2|\n|3|4|"],
      ["", "table", "|5|6|"],
    ],
  ],
  [
    "headings above a table",
    99,
    "# A\n## B\n|a|\n|-|",
    [
      ["B", "text", "# A\n## B"],
      ["B", "table", "|a|\n|-|"],
    ],
  ],
  [
    "a table within a list",
    12,
    "- x\n\n  | a | b |\n  |---|---|\n  | one. two | three |\n\n  end. end. end.",
    [
      ["", "text", "- x"],
      ["", "text", "  | a | b |"],
      ["", "text", "  |---|---|"],
      ["", "text", "  | one. two | three |"],
      ["", "text", "  end. end."],
      ["", "text", "end."],
    ],
  ],
  ["a definition and HTML", 99, "[a]: http://b\n\n<p>\nc\n</p>", [["", "text", "[a]: http://b\n\n<p>\nc\n</p>"]]],
])("Markdown with %s, in chunks of at most %i", (_what, maximumLength, text, expected) => {
  expect(chunks(readMarkdown, text, maximumLength)).toEqual(expected);
});

test.each<[string, number, string, string[]]>([
  ["paragraphs", 9, "\n\n one\ntwo\n \n\nthree", [" one\ntwo", "three"]],
  ["lines", 12, "One. Two.\n三三三三。\n四", ["One. Two.", "三三三三。\n四"]],
  ["what would be Markdown", 99, "# A\n\n|a|\n|-|", ["# A\n\n|a|\n|-|"]],
])("Plain text with %s, in chunks of at most %i", (_what, maximumLength, text, expected) => {
  expect(chunks(readPlainText, text, maximumLength)).toEqual(expected.map((content) => ["", "text", content]));
});
