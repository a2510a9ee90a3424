import { afterAll, expect, test } from "vitest";
import { pathOf } from "../testing/cases.js";
import { envelopeOf, post } from "../testing/send.js";
import { startMock } from "./start-mock.js";

const mock = await startMock({ port: 0 });
afterAll(() => mock.close());

const mebibyte = 1024 * 1024;
const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
const good = '{"collection_name":"handbook","limit":1}';
const tooLarge = "body: must not be larger than 1048576 bytes";
/** A body of exactly so many bytes, which is good but for its size. */
const bodyOf = (size: number) => `${good.slice(0, -1)},"fill":"${"x".repeat(size - good.length - 10)}"}`;
const bytes = (...values: number[]) => new Uint8Array(values);

/** What the local server refuses in the same words: `apps/server/src/http/bad-body.test.ts`. */
const rows: [what: string, operationId: string, body: string | Uint8Array<ArrayBuffer>, reason: string | RegExp][] = [
  ["no body", "listPoints", "", "body: is empty, must be a JSON object"],
  ["white space", "listPoints", " \n", "body: Unexpected end of JSON input"],
  ["a word", "listPoints", "handbook", "body: Unexpected token 'h' in JSON"],
  ["the words that say something else", "getTaskInfo", "task not exist", "body: Unexpected token 'a' in JSON"],
  ["half an object", "listPoints", '{"collection_name":', "body: Unexpected end of JSON input"],
  ["a comma too many", "listPoints", '{"limit":1,}', /^body: Expected double-quoted property name in JSON/],
  ["single quotes", "listPoints", "{'limit':1}", /^body: Expected property name or '}' in JSON at position 1/],
  ["a comment", "listPoints", "/* */{}", "body: Unexpected token '/' in JSON"],
  ["two values", "listPoints", "{}{}", /^body: Unexpected non-whitespace character after JSON/],
  ["NaN", "listPoints", '{"limit":NaN}', "body: Unexpected token 'N' in JSON"],
  ["a leading zero", "listPoints", '{"limit":01}', /^body: .* in JSON at position/],
  ["an emoji", "listPoints", "😀", "body: Unexpected token '�' in JSON"],
  ["a line feed in a text", "listPoints", '{"collection_name":"a\nb"}', /^body: Bad control character/],
  ["a NUL in a text", "listPoints", '{"collection_name":"a\0b"}', /^body: Bad control character/],
  ["an array", "listPoints", "[]", "body: must be a JSON object"],
  ["a number", "getCollectionInfo", "1", "body: must be a JSON object"],
  ["a text", "getDocInfo", '"handbook"', "body: must be a JSON object"],
  ["null", "getTaskInfo", "null", "body: must be a JSON object"],
  ["a deep array", "listPoints", deep, "body: must be a JSON object"],
  ["a deep array that is open", "listPoints", "[".repeat(500_000), "body: Unexpected end of JSON input"],
  ["a deep field", "listPoints", `{"collection_name":"handbook","doc_ids":${deep}}`, "doc_ids.0: must be string"],
  ["bytes that are no UTF-8", "listPoints", bytes(0x7b, 0xff, 0x7d), "body: must be UTF-8"],
  ["a longer form of a byte", "listPoints", bytes(0xc0, 0xaf), "body: must be UTF-8"],
  ["half a pair as bytes", "listPoints", bytes(0x22, 0xed, 0xa0, 0x80, 0x22), "body: must be UTF-8"],
  ["UTF-16", "listPoints", bytes(0xff, 0xfe, 0x7b, 0, 0x7d, 0), "body: must be UTF-8"],
  ["a byte order mark", "listPoints", `\ufeff${good}`, "body: must not begin with a byte order mark"],
  ["a prototype in place of fields", "getCollectionInfo", '{"__proto__":{"name":"handbook"}}', /^name: name or/],
  ["a constructor", "getCollectionInfo", '{"constructor":{"prototype":{"name":"a"}}}', /^name: name or/],
  [
    "one name twice, the last wrong",
    "listPoints",
    '{"collection_name":"handbook","collection_name":1}',
    /^collection_name: must be string/,
  ],
  ["a byte over 1 MiB", "listPoints", bodyOf(mebibyte + 1), tooLarge],
  ["8 MiB", "listPoints", bodyOf(8 * mebibyte), tooLarge],
];
test.each(rows)("%s", async (_what, operationId, body, reason) => {
  await expectInvalid(await post(mock.url + pathOf(operationId), body), reason);
});

test("8 MiB in chunks", async () => {
  const request = { method: "POST", body: new Blob([bodyOf(8 * mebibyte)]).stream(), duplex: "half" };
  await expectInvalid(await fetch(mock.url + pathOf("listPoints"), request as RequestInit), tooLarge);
});

test("The size comes before the signature", async () => {
  const unsigned = { Authorization: "" };
  await expectInvalid(await post(mock.url + pathOf("getDocInfo"), bodyOf(mebibyte + 1), unsigned), tooLarge);
});

test.each([
  ["", "absent"],
  ["text/plain", "text/plain"],
  ["text/json", "text/json"],
  ["application/jsonp", "application/jsonp"],
  ["application/vnd.api+json", "application/vnd.api+json"],
  ["multipart/form-data; boundary=x", "multipart/form-data"],
  ["application/json, text/plain", "no media type"],
  ["task not exist", "no media type"],
  ["json", "no media type"],
  ["/", "no media type"],
  [";charset=utf-8", "absent"],
])("The content type %j", async (sent, told) => {
  const answer = await post(mock.url + pathOf("listPoints"), good, { "Content-Type": sent });
  await expectInvalid(answer, `Content-Type: is ${told}, must be application/json`);
});

async function expectInvalid(answer: Response, reason: string | RegExp): Promise<void> {
  const { code, message } = await envelopeOf(answer);
  expect({ status: answer.status, code }).toEqual({ status: 400, code: 1000003 });
  const [prefix, rest] = [message.slice(0, 16), message.slice(16)];
  expect(prefix).toBe("invalid request:");
  if (typeof reason === "string") expect(rest).toBe(reason);
  else expect(rest).toMatch(reason);
  expect(message).not.toContain("task not exist");
}
