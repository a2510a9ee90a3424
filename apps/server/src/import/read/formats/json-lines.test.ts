import { expect, test } from "vitest";
import type { ReadyPoint } from "./document-reader.js";
import { readJsonLines } from "./json-lines.js";

const read = (text: string): ReadyPoint[] => {
  const document = readJsonLines(Buffer.from(text));
  return "points" in document ? [...document.points] : [];
};

test("Each line becomes a point as it stands", () => {
  const members = {
    chunk_title: "Prices",
    chunk_type: "faq",
    table_chunk_fields: [{ field_name: "a", field_value: { any: [1, null] } }],
    md_content: "**x**",
    original_question: "多少？",
    chunk_attachment: [{ uuid: "1", type: "image", link: "https://example.com/a.png" }],
    update_time: 1724848725,
  };
  const lines = [{ content: "x", point_id: "own-id", ...members }, { content: "👍" }];
  expect(read(`\n${lines.map((line) => JSON.stringify(line)).join("\r\n \r\n")}`)).toEqual([
    { pointId: "own-id", content: "x", members },
    { pointId: undefined, content: "👍", members: {} },
  ]);
});

test.each<[string, string, number, string]>([
  ["nothing", "", 36007, "The file holds no line with a point."],
  ["empty lines", "\n \n", 36007, "The file holds no line with a point."],
  ["no JSON", '{"content":""}\n\n{"content":', 90001, "Line 3: it is not JSON."],
  ["a list", "[1]", 90001, "Line 1: it must be object."],
  ["null", "null", 90001, "Line 1: it must be object."],
  ["no content", '{"point_id":"a"}', 90001, "Line 1: content: is required."],
  ["a number as content", '{"content":1}', 90001, "Line 1: content: must be string."],
  [
    "an empty point_id",
    '{"content":"","point_id":""}',
    90001,
    "Line 1: point_id: must NOT have fewer than 1 characters.",
  ],
  ["an unknown field", '{"content":"","contents":""}', 90001, "Line 1: contents: is not a field of a point."],
  [
    "an unknown field within",
    '{"content":"","table_chunk_fields":[{"field_name":"a","field_value":1,"x":1}]}',
    90001,
    "Line 1: table_chunk_fields.0.x: is not a field of a point.",
  ],
  [
    "a missing field within",
    '{"content":"","table_chunk_fields":[{"field_name":"a"}]}',
    90001,
    "Line 1: table_chunk_fields.0.field_value: is required.",
  ],
  [
    "an integer too large",
    '{"content":"","update_time":9007199254740993}',
    90001,
    'Line 1: update_time: must match format "int64".',
  ],
  ["a fraction", '{"content":"","update_time":1.5}', 90001, "Line 1: update_time: must be integer."],
  [
    "a type that the contract does not know",
    '{"content":"","chunk_type":"txt"}',
    90001,
    "Line 1: chunk_type: must be one of structured, text, table, faq, image, doc-image, video, audio, mixed-table.",
  ],
  [
    "a point_id twice",
    '{"content":"","point_id":"a"}\n{"content":"","point_id":"a"}',
    90001,
    'Line 2: point_id "a" is that of line 1.',
  ],
  ["an escaped U+0000", '{"content":"\\u0000"}', 90001, "Line 1: content: holds the character U+0000."],
  [
    "half a surrogate pair",
    '{"point_id":"\\ud83d","content":""}',
    90001,
    "Line 1: point_id: holds half a surrogate pair.",
  ],
  ...["chunk_id", "collection_name", "doc_info", "process_time", "project", "resource_id"].map(
    (name): [string, string, number, string] => [
      name,
      `{"content":"","${name}":1}`,
      90001,
      `Line 1: ${name}: is set by the server and must be left out.`,
    ],
  ),
])("A file with %s fails", (_what, text, failedCode, message) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ name: "DocumentFailure", failedCode, message }));
});

test("An escaped pair is one character", () => {
  expect(read('{"content":"\\ud83d\\udc4d"}')).toEqual([{ pointId: undefined, content: "👍", members: {} }]);
});
