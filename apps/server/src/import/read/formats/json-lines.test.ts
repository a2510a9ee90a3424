import { expect, test } from "vitest";
import type { ReadyPoint } from "./document-reader.js";
import { readJsonLines } from "./json-lines.js";

const read = (text: string): ReadyPoint[] => {
  const document = readJsonLines(text);
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

/** A line whose one value may be anything. */
const withValue = (value: string) => `{"content":"a","table_chunk_fields":[{"field_name":"a","field_value":${value}}]}`;
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

interface FaultRow {
  readonly what: string;
  readonly text: string;
  /** 90001 when absent. */
  readonly failedCode?: number;
  readonly message: string;
}
test.each<FaultRow>([
  { what: "nothing", text: "", failedCode: 36007, message: "The file holds no line with a point." },
  { what: "empty lines", text: "\n \n", failedCode: 36007, message: "The file holds no line with a point." },
  { what: "no JSON", text: '{"content":""}\n\n{"content":', message: "Line 3: it is not JSON." },
  { what: "a list", text: "[1]", message: "Line 1: it must be object." },
  { what: "null", text: "null", message: "Line 1: it must be object." },
  { what: "no content", text: '{"point_id":"a"}', message: "Line 1: content: is required." },
  { what: "a number as content", text: '{"content":1}', message: "Line 1: content: must be string." },
  {
    what: "an empty point_id",
    text: '{"content":"","point_id":""}',
    message: "Line 1: point_id: must NOT have fewer than 1 characters.",
  },
  {
    what: "an unknown field",
    text: '{"content":"","contents":""}',
    message: "Line 1: contents: is not a field of a point.",
  },
  {
    what: "an unknown field within",
    text: '{"content":"","table_chunk_fields":[{"field_name":"a","field_value":1,"x":1}]}',
    message: "Line 1: table_chunk_fields.0.x: is not a field of a point.",
  },
  {
    what: "a missing field within",
    text: '{"content":"","table_chunk_fields":[{"field_name":"a"}]}',
    message: "Line 1: table_chunk_fields.0.field_value: is required.",
  },
  {
    what: "an integer too large",
    text: '{"content":"","update_time":9007199254740993}',
    message: 'Line 1: update_time: must match format "int64".',
  },
  { what: "a fraction", text: '{"content":"","update_time":1.5}', message: "Line 1: update_time: must be integer." },
  {
    what: "a type that the contract does not know",
    text: '{"content":"","chunk_type":"txt"}',
    message:
      "Line 1: chunk_type: must be one of structured, text, table, faq, image, doc-image, video, audio, mixed-table.",
  },
  {
    what: "a point_id of more than 2,000 bytes",
    text: `{"content":""}\n{"content":"","point_id":"${"项".repeat(667)}"}`,
    message: "Line 2: point_id: has 2,001 bytes of UTF-8, more than 2,000.",
  },
  {
    what: "a point_id twice",
    text: '{"content":"","point_id":"a"}\n{"content":"","point_id":"a"}',
    message: 'Line 2: point_id "a" is that of line 1.',
  },
  {
    what: "a number that is too large",
    text: `{"content":"a"}\n${withValue('[0, {"b": 1e400}]')}`,
    message: "Line 2: table_chunk_fields.0.field_value.1.b: 1e400 is too large a number.",
  },
  {
    what: "a member twice",
    text: '{"content":"a","content":"a"}',
    message: "Line 1: content: is there twice.",
  },
  {
    what: "a member twice, far inside and written in two ways",
    text: withValue('{"b":[{},{"\\u0061":1,"c":{"a":2},"a":1}]}'),
    message: "Line 1: table_chunk_fields.0.field_value.b.1.a: is there twice.",
  },
  { what: "501 levels", text: withValue(nested(498)), message: "Line 1: it has more than 500 levels." },
  { what: "10,000 levels", text: withValue(nested(10_000)), message: "Line 1: it has more than 500 levels." },
  {
    what: "lists of 100,000 levels that are not closed",
    text: "[".repeat(100_000),
    message: "Line 1: it is not JSON.",
  },
  { what: "an escaped U+0000", text: '{"content":"\\u0000"}', message: "Line 1: content: holds the character U+0000." },
  {
    what: "half a surrogate pair",
    text: '{"point_id":"\\ud83d","content":""}',
    message: "Line 1: point_id: holds half a surrogate pair.",
  },
  ...["chunk_id", "collection_name", "doc_info", "process_time", "project", "resource_id"].map(
    (name): FaultRow => ({
      what: name,
      text: `{"content":"","${name}":1}`,
      message: `Line 1: ${name}: is set by the server and must be left out.`,
    }),
  ),
])("A file with $what fails", ({ text, failedCode = 90001, message }) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ name: "DocumentFailure", failedCode, message }));
});

test("An escaped pair is one character", () => {
  expect(read('{"content":"\\ud83d\\udc4d"}')).toEqual([{ pointId: undefined, content: "👍", members: {} }]);
});

test.each([
  "9007199254740993",
  "123456789012345678901234567890",
  "1.0",
  "1.10",
  "-0",
  "1E5",
  "1e-400",
  "0.1",
  '[1,2.50,{"a":-0.0}]',
])("%s is written with the digits that it has", (value) => {
  const [point] = read(withValue(value));
  expect(JSON.stringify(point?.members)).toBe(`{"table_chunk_fields":[{"field_name":"a","field_value":${value}}]}`);
});

test("What is an integer in the contract is written as one", () => {
  const [point] = read('{"content":"a","update_time":1.7E3,"video_outline":{"at":1.50}}');
  expect(JSON.stringify(point?.members)).toBe('{"update_time":1700,"video_outline":{"at":1.50}}');
});

test("A line may have 500 levels", () => {
  expect(read(withValue(nested(497)))).toHaveLength(1);
});

const long = "十".repeat(100);
test.each<{ what: string; line: object; point: object }>([
  {
    what: "A question with its answer",
    line: { question: "How many days?", answer: "25" },
    point: { content: "25", original_question: "How many days?", chunk_type: "faq" },
  },
  {
    what: "A prompt with its completion",
    line: { prompt: long, completion: long },
    point: { content: `${"十".repeat(60)}…`, original_question: `${"十".repeat(60)}…`, chunk_type: "faq" },
  },
  {
    what: "An instruction with its input and output",
    line: { instruction: "Translate.", input: "年假", output: "leave" },
    point: { content: "leave", original_question: "Translate.\n年假", chunk_type: "faq" },
  },
  {
    what: "A chat",
    line: {
      messages: [
        { role: "system", content: "Be kind." },
        { role: "user", content: "Hi" },
        { role: "assistant", content: "Hello" },
      ],
    },
    point: { content: "Hello", original_question: "Hi", chunk_type: "faq" },
  },
  {
    what: "A chat of another kind",
    line: {
      conversations: [
        { from: "human", value: "Hi" },
        { from: "gpt", value: "Hello" },
      ],
    },
    point: { content: "Hello", original_question: "Hi", chunk_type: "faq" },
  },
  { what: "A text", line: { text: "Hello" }, point: { content: "Hello" } },
])("$what is refused with a line that would do", ({ line, point }) => {
  const pointLine = JSON.stringify(point);
  const message = expect.stringMatching(/^Line 2: content: is required\. A line that would do: \{[^.]*/);
  expect(() => read(`{"content":""}\n${JSON.stringify(line)}`)).toThrow(expect.objectContaining({ message }));
  expect(() => read(`{"content":""}\n${JSON.stringify(line)}`)).toThrow(pointLine);
  expect(read(pointLine)).toMatchObject([{ content: expect.any(String) }]);
});
