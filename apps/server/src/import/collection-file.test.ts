import { expect, test } from "vitest";
import { parseCollectionFile } from "./collection-file.js";

const whole = `# What the shop sells.
description: 商品
project: shop
chunk_length: 500
table:
  - field_name: 名称
    field_type: string
  - { field_name: 价格, field_type: float32 }
`;

test("All that can be said", () => {
  expect(parseCollectionFile(whole)).toEqual({
    description: "商品",
    project: "shop",
    chunk_length: 500,
    table: [
      { field_name: "名称", field_type: "string" },
      { field_name: "价格", field_type: "float32" },
    ],
  });
});

test.each(["", "# Only a comment\n", "{}"])("Nothing: %j", (text) => {
  expect(parseCollectionFile(text)).toEqual({});
});

const faults: { text: string; message: string }[] = [
  {
    text: "project: shop\ndesciption: 商品\n",
    message: "line 2: desciption is no key of it; the keys are description, project, chunk_length, table.",
  },
  { text: "description: 1\n", message: "line 1: description must be a text: put it in quotes." },
  { text: "\nproject: a b\n", message: 'line 2: project: A project cannot be called "a b"' },
  { text: "chunk_length: 0\n", message: "line 1: chunk_length must be at least 1." },
  { text: "chunk_length: long\n", message: "line 1: chunk_length must be a whole number." },
  {
    text: "table: []\n",
    message: "line 1: table must name at least one column; leave it out where sheets may have any.",
  },
  {
    text: "table:\n  - field_name: a\n",
    message: "line 2: column 1 of table lacks field_type, as in - { field_name: price, field_type: float32 }.",
  },
  {
    text: "table:\n  - field_name: a\n    field_type: number\n",
    message: "line 3: field_type of column 1 of table must be one of string, int64, float32, bool, list<string>.",
  },
  {
    text: "table:\n  - { field_name: a, field_type: bool }\n  - { field_name: a, field_type: bool }\n",
    message: "line 3: column 2 of table is called a, as another one is.",
  },
  { text: "- a\n", message: "line 1: it must be keys with values, as in project: shop." },
  { text: "project: shop\nproject: other\n", message: "line 2: Map keys must be unique." },
  { text: "project: [shop\n", message: "line 2: " },
  { text: "description: a: b\n", message: 'compact mappings; put a text that holds ": " in quotes.' },
  {
    text: "table: { a: string }\n",
    message: "line 1: table must be a list of columns, each as in - { field_name: price, field_type: float32 }.",
  },
  {
    text: "table:\n  - a\n",
    message: "line 2: column 1 of table must be written as - { field_name: price, field_type: float32 }.",
  },
  {
    text: "table:\n  - { name: a }\n",
    message: "line 2: column 1 of table lacks field_name, as in - { field_name: price, field_type: float32 }.",
  },
  {
    text: 'table:\n  - { field_name: "", field_type: bool }\n',
    message: "line 2: field_name of column 1 of table is empty.",
  },
  {
    text: "project: shop\ndescription: *new*\n",
    message:
      "collection.yaml, line 2: *new* stands for nothing, since no &new* is above it; put a text that begins with * in quotes.",
  },
  {
    text: "description: *a\n",
    message: "line 1: *a stands for nothing, since no &a is above it; put a text that begins with * in quotes.",
  },
  {
    text: `table: &a [${"*a,".repeat(200)}]\n`,
    message: "collection.yaml, line 1: column 1 of table must be written as",
  },
  {
    text: `description: &a ["x"]\ntable: [${"*a, ".repeat(200)}]\n`,
    message: "collection.yaml: its aliases, such as *name, stand for too much; write it without them.",
  },
  {
    text: 'project: shop\ndescription: "a\\0"\n',
    message: 'line 2: it holds the character U+0000, which no text may hold; leave it out. It stands behind "a".',
  },
  {
    text: 'table:\n  - { field_name: "\\ud83d", field_type: bool }\n',
    message: "line 2: it holds half of a surrogate pair, such as \\ud83d alone, which is no character",
  },
  { text: `description: ${"x".repeat(300_000)}`, message: "is longer than 262144 characters." },
];
test.each(faults)("A fault names line and key: $message", ({ text, message }) => {
  expect(() => parseCollectionFile(text)).toThrow(message);
});
