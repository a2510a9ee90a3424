import { expect, test } from "vitest";
import { readMarkdown } from "../read/formats/markdown.js";
import { readPlainText } from "../read/formats/plain-text.js";
import { chunkBlocks } from "./chunk-blocks.js";

const chunks = (text: string, maximumLength: number, reader = readMarkdown) => {
  const document = reader(text);
  if (!("blocks" in document)) throw new Error("There are no blocks.");
  return [...chunkBlocks(document.blocks, maximumLength)].map(({ content }) => content);
};

test.each<{ what: string; maximumLength: number; text: string; expected: string[] }>([
  {
    what: "of an item stays with it, empty lines and all",
    maximumLength: 40,
    text: "1. One.\n\n   Two.\n2. Run:\n\n   ```sh\n   a\n\n   b\n   ```\n3. End.",
    expected: ["1. One.\n\n   Two.", "2. Run:\n\n   ```sh\n   a\n\n   b\n   ```", "3. End."],
  },
  {
    what: "that is indented stays with its item",
    maximumLength: 30,
    text: "- One. Two. Three.\n- Run:\n\n      a\n\n      b\n",
    expected: ["- One. Two. Three.", "- Run:\n\n      a\n\n      b"],
  },
  {
    what: "of an item that is too long begins below its step, in fences of its own",
    maximumLength: 40,
    text: "1. Run:\n\n   ```sh\n   aaaa\n   bbbb\n\n   cccc\n   dddd\n   ```\n",
    expected: ["1. Run:\n\n   ```sh\n   aaaa\n   bbbb\n   ```", "   ```sh\n   cccc\n   dddd\n   ```"],
  },
  {
    what: "on the line of an item's mark",
    maximumLength: 33,
    text: "- ~~~~ js\n  aaaa\n  ```\n  bbbb\n  ~~~~",
    expected: ["- ~~~~ js\n  aaaa\n  ```\n  ~~~~", "  ~~~~ js\n  bbbb\n  ~~~~"],
  },
  {
    what: "in a quote",
    maximumLength: 26,
    text: "> ```\n> aaaa\n> bbbb\n> cccc\n> ```",
    expected: ["> ```\n> aaaa\n> bbbb\n> ```", "> ```\n> cccc\n> ```"],
  },
  {
    what: "that is not closed",
    maximumLength: 15,
    text: "```\naaaa\nbbbb\ncccc",
    expected: ["```\naaaa\n```", "```\nbbbb\n```", "```\ncccc"],
  },
  {
    what: "with a line that is too long",
    maximumLength: 20,
    text: "```\n  aaaa bbbb cccc\n```",
    expected: ["```\n  aaaa bbbb\n```", "```\ncccc\n```"],
  },
])("Code $what", ({ maximumLength, text, expected }) => {
  expect(chunks(text, maximumLength)).toEqual(expected);
});

test.each<{ what: string; maximumLength: number; text: string; expected: string[] }>([
  {
    what: "an item",
    maximumLength: 30,
    text: "- One two three four\n  five. Six seven eight.\n- Nine.",
    expected: ["- One two three four\n  five.", "Six seven eight.\n- Nine."],
  },
  {
    what: "an item with paragraphs",
    maximumLength: 30,
    text: "- One two three four\n  five. Six seven eight.\n\n  Nine.",
    expected: ["- One two three four\n  five.", "Six seven eight.\n\n  Nine."],
  },
  {
    what: "a quote",
    maximumLength: 30,
    text: "> One two three four\n> five. Six seven\n> eight nine ten.",
    expected: ["> One two three four\n> five.", "Six seven\n> eight nine ten."],
  },
  {
    what: "clauses of Chinese",
    maximumLength: 14,
    text: "（1）合同应当履行；（2）不得变更；（3）除外。",
    expected: ["（1）合同应当履行；", "（2）不得变更；（3）除外。"],
  },
  {
    what: "a clause in quotation marks",
    maximumLength: 9,
    text: "「合同履行；」不得变更。",
    expected: ["「合同履行；」", "不得变更。"],
  },
  { what: "dots", maximumLength: 7, text: "他说……然后他走了", expected: ["他说……", "然后他走了"] },
  { what: "clauses of English", maximumLength: 16, text: "one two; three four", expected: ["one two;", "three four"] },
  {
    what: "a Chinese sentence with a quotation",
    maximumLength: 12,
    text: "他说：“走吧！”然后他就走了。",
    expected: ["他说：“走吧！”", "然后他就走了。"],
  },
])("Text is not cut in the middle of a sentence or clause: $what", ({ maximumLength, text, expected }) => {
  expect(chunks(text, maximumLength)).toEqual(expected);
});

test.each([
  ["white space", " \u3000\u00a0\n\n"],
  ["characters of no width", "\u200b\n\n\u2060\ufeff\u200d"],
  ["a filler", "\u3164"],
  ["a comment", "<!-- a\n\nb -->"],
  ["references to spaces", "&nbsp;\n\n&#8203; &zwnj;"],
  ["tags alone", "<br>\n\n<div align='center'>\n</div>\n\n<a name='a'></a>"],
  ["rules", "---\n\n***"],
  ["style", "<style>\na { color: red }\n</style>"],
  ["an attribute list", "{: .a}"],
  ["empty headings", "#\n\n## &#8203;"],
  ["empty code", "```\n\n```"],
  ["empty items and quotes", "-\n-\n\n> \u200b\n>"],
  ["front matter", "---\ntitle: T\n---\n"],
])("A document of %s gives no point", (_what, text) => {
  expect(chunks(text, 99)).toEqual([]);
});

test.each([
  ["an image", '<img src="a.png">'],
  ["a component", "<Features />"],
  ["a comment without an end", "<!-- a"],
  ["a tag without an end", '<div title="a'],
  ["a script without an end", "<script>\na"],
  ["a definition", "[a]: http://b"],
  ["a declaration", "<!a b>"],
  ["a reference to a character", "&copy;"],
])("A document of %s gives a point", (_what, text) => {
  expect(chunks(text, 99)).toEqual([text]);
});

test.each<{ what: string; text: string; expected: string[] }>([
  { what: "above a heading", text: "<!-- a -->\n\n# A\n\none", expected: ["<!-- a -->\n\n# A\n\none"] },
  { what: "below a heading", text: "# A\n\n<!-- a -->\n\n# B\n\none", expected: ["# A\n\n<!-- a -->\n\n# B\n\none"] },
  { what: "at the end", text: "one\n\n<!-- a -->", expected: ["one\n\n<!-- a -->"] },
  { what: "at the end of a heading", text: "# A\n\n---", expected: ["# A\n\n---"] },
  {
    what: "that fits only above the next heading",
    text: `${"a".repeat(40)}\n\n<a name='b'></a>\n\n# B\n\none`,
    expected: ["a".repeat(40), "<a name='b'></a>\n\n# B\n\none"],
  },
  { what: "above a table", text: "<a name='b'></a>\n\n|a|\n|-|\n\none", expected: ["|a|\n|-|", "one"] },
  { what: "that does not fit above", text: `<!-- ${"a".repeat(40)} -->\n\n# A\n\none`, expected: ["one"] },
  { what: "that does not fit below", text: `one\n\n<!-- ${"a".repeat(40)} -->`, expected: ["one"] },
])("What shows nothing $what is no point of its own", ({ text, expected }) => {
  expect(chunks(text, 45)).toEqual(expected);
});

test("A plain text of what shows nothing gives no point", () => {
  expect(chunks("one\n\n\u200b\n\n \u2060 ", 3, readPlainText)).toEqual(["one"]);
  expect(chunks("\ufeff\u200b", 3, readPlainText)).toEqual([]);
});
