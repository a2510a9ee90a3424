import { connect } from "node:net";
import { type OperationId, operations } from "@viking-kb/spec";
import { expect, test } from "vitest";
import { expectInvalid, type RawRequest, type Reason, rawRequest, sendRaw, type Target } from "./target.js";

const mebibyte = 1024 * 1024;
const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
const good = '{"collection_name":"handbook","limit":1}';
const tooLarge = "body: must not be larger than 1048576 bytes";
/** A body of exactly this size, which is otherwise good. */
const bodyOf = (size: number) => `${good.slice(0, -1)},"fill":"${"x".repeat(size - good.length - 10)}"}`;
const bytes = (...values: number[]) => new Uint8Array(values);

interface Refused extends RawRequest {
  readonly what: string;
  /** Default: listPoints. */
  readonly operationId?: OperationId;
  readonly reason: Reason;
}

/** Signed requests whose body cannot be read. */
const unreadable: Refused[] = [
  { what: "no body", body: "", reason: "body: is empty, must be a JSON object" },
  { what: "white space", body: " \n", reason: "body: Unexpected end of JSON input" },
  { what: "a word", body: "handbook", reason: "body: Unexpected token 'h' in JSON" },
  {
    what: "the words that say something else",
    operationId: "getTaskInfo",
    body: "task not exist",
    reason: "body: Unexpected token 'a' in JSON",
  },
  { what: "half an object", body: '{"collection_name":', reason: "body: Unexpected end of JSON input" },
  {
    what: "a comma too many",
    body: '{"limit":1,}',
    reason: /^body: Expected double-quoted property name in JSON/,
  },
  {
    what: "single quotes",
    body: "{'limit':1}",
    reason: /^body: Expected property name or '}' in JSON at position 1/,
  },
  { what: "a comment", body: "/* */{}", reason: "body: Unexpected token '/' in JSON" },
  { what: "two values", body: "{}{}", reason: /^body: Unexpected non-whitespace character after JSON/ },
  { what: "NaN", body: '{"limit":NaN}', reason: "body: Unexpected token 'N' in JSON" },
  { what: "a leading zero", body: '{"limit":01}', reason: /^body: .* in JSON at position/ },
  { what: "an emoji", body: "😀", reason: "body: Unexpected token '�' in JSON" },
  { what: "a line feed in a text", body: '{"collection_name":"a\nb"}', reason: /^body: Bad control character/ },
  { what: "a NUL in a text", body: '{"collection_name":"a\0b"}', reason: /^body: Bad control character/ },
  { what: "an array", body: "[]", reason: "body: must be a JSON object" },
  { what: "a number", operationId: "getCollectionInfo", body: "1", reason: "body: must be a JSON object" },
  { what: "a text", operationId: "getDocInfo", body: '"handbook"', reason: "body: must be a JSON object" },
  { what: "null", operationId: "getTaskInfo", body: "null", reason: "body: must be a JSON object" },
  { what: "a deep array", body: deep, reason: "body: must be a JSON object" },
  { what: "a deep array that is open", body: "[".repeat(500_000), reason: "body: Unexpected end of JSON input" },
  {
    what: "a deep field",
    body: `{"collection_name":"handbook","doc_ids":${deep}}`,
    reason: "doc_ids.0: must be string",
  },
  { what: "bytes that are no UTF-8", body: bytes(0x7b, 0xff, 0x7d), reason: "body: must be UTF-8" },
  { what: "a longer form of a byte", body: bytes(0xc0, 0xaf), reason: "body: must be UTF-8" },
  { what: "half a pair as bytes", body: bytes(0x22, 0xed, 0xa0, 0x80, 0x22), reason: "body: must be UTF-8" },
  { what: "UTF-16", body: Buffer.from("\ufeff{}", "utf16le"), reason: "body: must be UTF-8" },
  { what: "a byte order mark", body: `\ufeff${good}`, reason: "body: must not begin with a byte order mark" },
  {
    what: "a prototype in place of fields",
    operationId: "getCollectionInfo",
    body: '{"__proto__":{"name":"handbook"}}',
    reason: /^name: name or/,
  },
  {
    what: "a constructor",
    operationId: "getCollectionInfo",
    body: '{"constructor":{"prototype":{"name":"a"}}}',
    reason: /^name: name or/,
  },
  {
    what: "one name twice, the last wrong",
    body: '{"collection_name":"handbook","collection_name":1}',
    reason: /^collection_name: must be string/,
  },
  { what: "a byte over 1 MiB", body: bodyOf(mebibyte + 1), reason: tooLarge },
  { what: "8 MiB", body: bodyOf(8 * mebibyte), reason: tooLarge },
  { what: "20 MiB", body: bodyOf(20 * mebibyte), reason: tooLarge },
  { what: "8 MiB in chunks", body: bodyOf(8 * mebibyte), chunkSize: 65_536, reason: tooLarge },
  {
    what: "no content type",
    headers: { "Content-Type": undefined },
    reason: "Content-Type: is absent, must be application/json",
  },
];

const contentTypes: [sent: string, told: string][] = [
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
];

const located = { collection_name: "handbook" };
/** Bodies that break the contract, and the API's message for each. */
const invalid: [operationId: OperationId, body: object, reason: string][] = [
  ["getCollectionInfo", {}, "name: name or resource_id is required"],
  ["getCollectionInfo", { name: null, resource_id: "" }, "name: name or resource_id is required"],
  ["getDocInfo", {}, "collection_name: collection_name or resource_id is required"],
  ["listPoints", { limit: 10 }, "collection_name: collection_name or resource_id is required"],
  ["getCollectionInfo", { name: 5 }, "name: must be string or null"],
  ["getCollectionInfo", { name: "1st" }, "name: must start with a letter and hold only letters, digits and _"],
  ["getCollectionInfo", { name: "a".repeat(65) }, "name: must NOT have more than 64 characters"],
  ["getCollectionInfo", { resource_id: 5 }, "resource_id: must be string or null"],
  ["getDocInfo", located, "doc_id: is required"],
  ["getDocInfo", { ...located, doc_id: null }, "doc_id: must be string"],
  ["getDocInfo", { ...located, doc_id: "" }, "doc_id: must NOT have fewer than 1 characters"],
  ["listPoints", { ...located, limit: 101 }, "limit: must be <= 100"],
  ["listPoints", { ...located, limit: -2 }, "limit: must be >= -1"],
  ["listPoints", { ...located, limit: "10" }, "limit: must be integer or null"],
  ["listPoints", { ...located, offset: 0.5 }, "offset: must be integer or null"],
  ["listPoints", { ...located, doc_ids: "handbook" }, "doc_ids: must be array or null"],
  ["listPoints", { ...located, doc_ids: ["a", 1] }, "doc_ids.1: must be string"],
  ["listPoints", { ...located, doc_ids: Array(101).fill("a") }, "doc_ids: must not hold more than 100 entries"],
  ["listPoints", { ...located, doc_ids: ["a", "\0"] }, "doc_ids.1: must not hold the character U+0000"],
  ["listPoints", { ...located, get_attachment_link: 1 }, "get_attachment_link: must be boolean or null"],
  ["listPoints", { ...located, project: "\udc00" }, "project: must not hold half a surrogate pair"],
  ["getTaskInfo", {}, "task_id: is required"],
  ["getTaskInfo", { task_id: "running\0" }, "task_id: must not hold the character U+0000"],
];

const accepted: (RawRequest & { readonly what: string })[] = [
  { what: "a charset", headers: { "Content-Type": "application/json; charset=utf-8" } },
  {
    what: "a charset in capitals, without a space",
    headers: { "Content-Type": "Application/JSON;Charset=UTF-8" },
  },
  { what: "a charset in quotes", headers: { "Content-Type": 'application/json; charset="utf-8"' } },
  {
    what: "another charset, which means nothing in JSON",
    headers: { "Content-Type": "application/json; charset=gbk" },
  },
  { what: "a broken parameter", headers: { "Content-Type": "application/json; =" } },
  { what: "white space around the JSON", body: ` \t\r\n${good}\n` },
  { what: "chunks of one byte", chunkSize: 1 },
  { what: "a body that is waited for", headers: { Expect: "100-continue" } },
  { what: "an expectation that nobody knows", headers: { Expect: "the-unexpected" } },
  { what: "a query that is signed", target: `${operations.listPoints.path}?limit=0&limit=%E4%B8%AD` },
  { what: "a question mark", target: `${operations.listPoints.path}?` },
  { what: "an upgrade that nobody offers", headers: { Connection: "close, upgrade", Upgrade: "websocket" } },
  { what: "exactly 1 MiB", body: bodyOf(mebibyte) },
  { what: "hostile names", body: `{"__proto__":{"limit":0},"toString":1,${good.slice(1)}` },
  { what: "a deep field that nobody knows", body: `{"extra":${deep},${good.slice(1)}` },
  { what: "one name twice, the last right", body: `{"collection_name":1,${good.slice(1)}` },
  { what: "escapes in names", body: good.replace("limit", "\\u006cimit") },
];

/**
 * Tests the bodies that a signed request may have. The target must hold a collection `handbook`, or answer as if it
 * did.
 */
export function testBodies(target: Target): void {
  const send = async (operationId: OperationId, request: RawRequest) => {
    const answer = await sendRaw(target.port, await rawRequest(target, operationId, request));
    target.judge?.(operationId, answer);
    return answer;
  };

  test.each(unreadable)("$what", async ({ operationId = "listPoints", reason, ...request }) => {
    expectInvalid(target, await send(operationId, request), 400, reason);
  });

  test.each(contentTypes)("The content type %j", async (sent, told) => {
    const answer = await send("listPoints", { headers: { "Content-Type": sent }, body: good });
    expectInvalid(target, answer, 400, `Content-Type: is ${told}, must be application/json`);
  });

  test.each(invalid)("%s %j: %s", async (operationId, body, reason) => {
    expectInvalid(target, await send(operationId, { body: JSON.stringify(body) }), 400, reason);
  });

  test.each(accepted)("Taken: $what", async (request) => {
    const { status, body } = await send("listPoints", { body: good, ...request });
    expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 200, code: 0 });
  });

  test("A sender who is refused for size can send on and read the answer on the same connection", async () => {
    const large = { body: bodyOf(4 * mebibyte), headers: { Connection: "keep-alive" } };
    const socket = connect(target.port, "127.0.0.1");
    socket.write(await rawRequest(target, "listPoints", large));
    socket.write(await rawRequest(target, "listPoints", { body: good }));
    let received = "";
    for await (const chunk of socket) received += chunk;
    expect(received.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 400", "HTTP/1.1 200"]);
  });
}
