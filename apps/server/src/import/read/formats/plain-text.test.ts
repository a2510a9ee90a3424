import { expect, test } from "vitest";
import { DocumentFailure } from "../../failures.js";
import { decodeText } from "./plain-text.js";

const utf16le = (text: string) => Buffer.from(text, "utf16le");
const utf16be = (text: string) => utf16le(text).swap16();
const marked = (mark: number[], bytes: Uint8Array) => Buffer.concat([Buffer.from(mark), bytes]);
const text = "年假 25 天 – leave 👍\n一二三";

test.each<[string, Uint8Array, string]>([
  ["nothing", Buffer.of(), ""],
  ["UTF-8", Buffer.from(text), text],
  ["UTF-8 with a mark", marked([0xef, 0xbb, 0xbf], Buffer.from(text)), text],
  ["UTF-8 that holds an escape", Buffer.from("\u001b[1mbold"), "\u001b[1mbold"],
  ["UTF-16 LE with a mark", marked([0xff, 0xfe], utf16le(text)), text],
  ["UTF-16 BE with a mark", marked([0xfe, 0xff], utf16be(text)), text],
  ["UTF-16 LE", utf16le(text), text],
  ["UTF-16 BE", utf16be(text), text],
  ["UTF-16 LE, mostly the character U+4E00", utf16le("一一一 a, b"), "一一一 a, b"],
  ["UTF-16 LE, with as many zero bytes in first places as in second ones", utf16le("a一"), "a一"],
  ["GBK", Buffer.from("c4eabcd9323520cceca1a3", "hex"), "年假25 天。"],
  ["GB 18030 in four bytes", Buffer.from("94 39 b9 38 20 c4 ea".replaceAll(" ", ""), "hex"), "🍤 年"],
  ["line ends of all kinds", Buffer.from("a\r\nb\rc\n\r\nd"), "a\nb\nc\n\nd"],
])("%s is decoded", (_what, bytes, expected) => {
  expect(decodeText(bytes)).toBe(expected);
});

test.each<[string, Uint8Array]>([
  ["a zero byte among ASCII", Buffer.from("a\0b")],
  ["a zero byte in marked UTF-8", marked([0xef, 0xbb, 0xbf], Buffer.from("a\0b"))],
  ["UTF-32", marked([0xff, 0xfe, 0, 0], Buffer.from("61000000", "hex"))],
  ["broken UTF-8 behind a mark", marked([0xef, 0xbb, 0xbf], Buffer.of(0xc3))],
  ["half a UTF-16 character", marked([0xff, 0xfe], Buffer.of(0x61))],
  ["half a surrogate pair in UTF-16", marked([0xff, 0xfe], Buffer.of(0x00, 0xd8, 0x61, 0x00))],
  ["a PNG file", Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806", "hex")],
  ["bytes that no encoding has", Buffer.of(0xff, 0x80, 0xff)],
  ["controls between GB 18030", Buffer.from("c4ea0102c4ea", "hex")],
  ["private characters of GB 18030", Buffer.from("aaa1aaa2", "hex")],
])("%s is refused", (_what, bytes) => {
  expect(() => decodeText(bytes)).toThrow(new DocumentFailure("The file is not a text in UTF-8, UTF-16 or GB 18030."));
});
