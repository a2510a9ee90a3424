import { expect, test } from "vitest";
import { chunkBlocks } from "../../../chunks/chunk-blocks.js";
import { decodeText } from "../../decode-text.js";
import type { ReadDocument } from "../document-reader.js";
import { readMarkdown } from "../markdown.js";

const read = (text: string): ReadDocument => readMarkdown(decodeText(Buffer.from(text)).text);
const contents = (document: ReadDocument) =>
  "blocks" in document ? [...chunkBlocks(document.blocks, 1000)].map(({ content }) => content) : [];
const field = (name: string, type: string, value: unknown) => ({
  field_name: name,
  field_type: type,
  field_value: value,
});

/** Fields of text, as names and values in turn. */
function digits(...given: string[]): unknown[] {
  return given.flatMap((name, index) => (index % 2 === 0 ? [field(name, "string", given[index + 1])] : []));
}

test.each<[string, unknown]>([
  ["", undefined],
  ["# only a comment", undefined],
  ["version: 1.10\nlong: 4.50\nsmall: 1e400", digits("version", "1.10", "long", "4.50", "small", "1e400")],
  ["hex: 0x10\nzeros: 007\nminus: -0", digits("hex", "0x10", "zeros", "007", "minus", "-0")],
  ["versions: [1.10, 0x2, 3]", [field("versions", "list<string>", ["1.10", "0x2", "3"])]],
  ["of: {v: 1.10, n: 9007199254740993, i: .inf}", digits("of", '{"v":"1.10","n":"9007199254740993","i":"Infinity"}')],
  ["a: &x 1.10\nb: *x\n1.10: c", digits("a", "1.10", "b", "1.10", "1.10", "c")],
  ['face: "\\ud83d\\ude00"', digits("face", "😀")],
  ["department: people", [field("department", "string", "people")]],
  ["date: 2024-08-28", [field("date", "string", "2024-08-28")]],
  ["pages: 12\nlarge: 9007199254740993", [field("pages", "int64", 12), field("large", "string", "9007199254740993")]],
  ["price: 4.5\nrest: .inf", [field("price", "float32", 4.5), field("rest", "string", "Infinity")]],
  ["draft: false", [field("draft", "bool", false)]],
  ["tags: [年假, b, 3]", [field("tags", "list<string>", ["年假", "b", "3"])]],
  ["author: {name: Ann, age: 7}", [field("author", "string", '{"name":"Ann","age":7}')]],
  ["title: T\nnothing:", undefined],
  ["title: [a]", [field("title", "list<string>", ["a"])]],
])("The front matter %j becomes metadata and no text", (yaml, expected) => {
  const document = read(`---\n${yaml}\n---\nBody`);
  expect(document.meta === undefined ? undefined : JSON.parse(document.meta)).toEqual(expected);
  expect(contents(document)).toEqual(["Body"]);
});

test.each([
  ["YAML that is broken", "---\na: [1\n---\nBody"],
  ["a key twice", "---\na: 1\na: 2\n---\nBody"],
  ["a key twice within an entry", "---\na: [{b: 1, c: 2, b: 3}]\n---\nBody"],
  ["more than 64 KiB", `---\na: ${"年".repeat(21_844)}bc\n---\nBody`],
  ["a list", "---\n- a\n---\nBody"],
  ["a text", "---\nwords\n---\nBody"],
  ["the word null", "---\nnull\n---\nBody"],
  ["itself in it", "---\na: &a [*a]\n---\nBody"],
  ["itself deep in it", "---\ntitle: T\na: &a {b: {c: *a}}\n---\nBody"],
  ["TOML that is broken", "+++\na = [1\n+++\nBody"],
  ["TOML with a key twice", "+++\na = 1\na = 2\n+++\nBody"],
  ["TOML with half a character", '+++\na = "\\ud83d"\n+++\nBody'],
  ["TOML without an end", "+++\na = 1\nBody"],
  ["TOML with too many levels", `+++\na = ${"[".repeat(20_000)}\n+++\nBody`],
  ["no end", "---\na: 1\nBody"],
  ["something above it", "Text\n---\na: 1\n---\nBody"],
  ["aliases that multiply", `---\na: &a [x,x,x,x,x,x,x,x,x]\n${multiply("abcdefgh")}\n---\nBody`],
  ["too many levels", `---\na: ${"[".repeat(20_000)}\n---\nBody`],
])("What looks like front matter but has %s is text", (_what, text) => {
  const document = read(text);
  expect(document.meta).toBeUndefined();
  const words = (source: string) => source.match(/\w+/g);
  const titles = "blocks" in document ? [...document.blocks].map((block) => ("title" in block ? block.title : "")) : [];
  expect(words([...titles, ...contents(document)].join(" "))).toEqual(expect.arrayContaining(words(text) ?? []));
});

test.each<[string, unknown]>([
  ["", undefined],
  ["# only a comment", undefined],
  ["title = 'T'", undefined],
  [
    "pages = 12\nprice = 4.5\ndraft = false",
    [field("pages", "int64", 12), field("price", "float32", 4.5), field("draft", "bool", false)],
  ],
  [
    "version = 1.10\nhex = 0x10\nlarge = 9007199254740993",
    digits("version", "1.10", "hex", "0x10", "large", "9007199254740993"),
  ],
  [
    "day = 2024-08-28\ntime = 2024-08-28T10:00:00+08:00",
    digits("day", "2024-08-28", "time", "2024-08-28T10:00:00+08:00"),
  ],
  [
    "tags = ['年假', 'b']\n[author]\nname = 'Ann'",
    [field("tags", "list<string>", ["年假", "b"]), ...digits("author", '{"name":"Ann"}')],
  ],
])("The front matter %j of TOML becomes metadata and no text", (toml, expected) => {
  const document = read(`+++\n${toml}\n+++\nBody`);
  expect(document.meta === undefined ? undefined : JSON.parse(document.meta)).toEqual(expected);
  expect(contents(document)).toEqual(["Body"]);
});

test.each([
  ["ends with dots", "---\na: b\n...\nBody"],
  ["is empty", "---\n---\nBody"],
  ["is TOML and empty", "+++\n+++\nBody"],
  ["has a byte order mark and other line ends", "\ufeff---\r\na: b\r\n---\r\nBody"],
])("Front matter that %s is no text", (_what, text) => {
  expect(contents(read(text))).toEqual(["Body"]);
});

test.each([
  ["a value", 'a: "\\ud83d"'],
  ["the title", 'title: "x\\udc00"'],
  ["a name", '"\\ud83d": a'],
  ["an entry's entry", 'a: {b: ["\\ud83d"]}'],
])("Half of a surrogate pair in %s of the front matter is refused", (_where, yaml) => {
  expect(() => read(`---\n${yaml}\n---\nBody`)).toThrow("The front matter holds half of a surrogate pair");
});

test("U+0000 in the front matter is refused", () => {
  expect(() => read('---\na: ["b\\0"]\n---\nBody')).toThrow(
    'The front matter holds the character U+0000, which no text may hold; leave it out. It stands behind "b".',
  );
});

/** Lists of nine aliases each; every alias stands for the list before. */
function multiply(names: string): string {
  return [...names.slice(1)]
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${names[index]}`).join(",")}]`)
    .join("\n");
}

test("Front matter of 64 KiB is metadata, with however many keys", () => {
  const keys = Array.from({ length: 8192 }, (_, index) => `${index}`.padEnd(6, "_"));
  const document = read(`---\n${keys.map((key) => `${key}:\n`).join("")}---\nBody`);
  expect(keys.map((key) => `${key}:\n`).join("")).toHaveLength(64 * 1024);
  expect(contents(document)).toEqual(["Body"]);
});
