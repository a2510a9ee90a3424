import { expect, test } from "vitest";
import { DocumentFailure } from "../failures.js";
import { decodeText } from "./decode-text.js";

const utf16le = (text: string) => Buffer.from(text, "utf16le");
const utf16be = (text: string) => utf16le(text).swap16();
const marked = (mark: number[], bytes: Uint8Array) => Buffer.concat([Buffer.from(mark), bytes]);
const text = "年假 25 天 – leave 👍\n一二三";

interface DecodedRow {
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** UTF-8 when absent. */
  readonly encoding?: string;
}
test.each<DecodedRow>([
  { what: "nothing", bytes: Buffer.of(), text: "" },
  { what: "UTF-8", bytes: Buffer.from(text), text },
  { what: "UTF-8 with a mark", bytes: marked([0xef, 0xbb, 0xbf], Buffer.from(text)), text },
  { what: "UTF-8 that holds an escape", bytes: Buffer.from("\u001b[1mbold"), text: "\u001b[1mbold" },
  { what: "UTF-16 LE with a mark", bytes: marked([0xff, 0xfe], utf16le(text)), text, encoding: "utf-16le" },
  { what: "UTF-16 BE with a mark", bytes: marked([0xfe, 0xff], utf16be(text)), text, encoding: "utf-16be" },
  { what: "UTF-16 LE", bytes: utf16le(text), text, encoding: "utf-16le" },
  { what: "UTF-16 BE", bytes: utf16be(text), text, encoding: "utf-16be" },
  {
    what: "UTF-16 LE, mostly the character U+4E00",
    bytes: utf16le("一一一 a, b"),
    text: "一一一 a, b",
    encoding: "utf-16le",
  },
  {
    what: "UTF-16 LE, with as many zero bytes in first places as in second ones",
    bytes: utf16le("a一"),
    text: "a一",
    encoding: "utf-16le",
  },
  { what: "line ends of all kinds", bytes: Buffer.from("a\r\nb\rc\n\r\nd"), text: "a\nb\nc\n\nd" },
])("$what is decoded", ({ bytes, text, encoding }) => {
  expect(decodeText(bytes)).toEqual(encoding === undefined ? { text } : { text, encoding });
});

test.each<[string, Uint8Array]>([
  ["a zero byte among ASCII", Buffer.from("a\0b")],
  ["UTF-32", marked([0xff, 0xfe, 0, 0], Buffer.from("61000000", "hex"))],
  ["a PNG file", Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806", "hex")],
  ["controls between GB 18030", Buffer.from("c4ea0102c4ea", "hex")],
])("%s is no text", (_what, bytes) => {
  expect(() => decodeText(bytes)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(/^The file is not a text in UTF-/) }),
  );
});

test.each<[string, Uint8Array, string]>([
  ["a zero byte", marked([0xef, 0xbb, 0xbf], Buffer.from("a\0b")), "UTF-8"],
  ["broken UTF-8", marked([0xef, 0xbb, 0xbf], Buffer.of(0xc3)), "UTF-8"],
  ["half a UTF-16 character", marked([0xff, 0xfe], Buffer.of(0x61)), "UTF-16 LE or UTF-8"],
  ["half a surrogate pair", marked([0xff, 0xfe], Buffer.of(0x00, 0xd8, 0x61, 0x00)), "UTF-16 LE or UTF-8"],
])("%s behind a mark is refused", (_what, bytes, encodings) => {
  expect(() => decodeText(bytes)).toThrow(new DocumentFailure(`The file is not a text in ${encodings}.`));
});
