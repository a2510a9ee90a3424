import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breachesOf, type OperationId, paths } from "../../testing/contract-answer.js";
import { dumpDatabase } from "../../testing/database-dump.js";
import { expectInvalid, type Reason } from "../../testing/expect-envelope.js";
import { type RawRequest, rawRequest, sendRaw } from "../../testing/raw-request.js";
import { type RunningServer, runServer } from "../../testing/running-server.js";

let server: RunningServer;
let before: unknown;
beforeAll(async () => {
  server = await runServer();
  before = dumpDatabase(server.databasePath);
});
afterAll(() => server.stop());

const mebibyte = 1024 * 1024;
const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
const good = '{"collection_name":"handbook","limit":1}';
/** A body of exactly so many bytes, which is good but for its size. */
const bodyOf = (size: number) => `${good.slice(0, -1)},"fill":"${"x".repeat(size - good.length - 10)}"}`;

/** Requests that are signed well. */
const rows: [what: string, operationId: OperationId, request: RawRequest, reason: Reason][] = [
  ["no body", "listPoints", { body: "" }, "body: is empty, must be a JSON object"],
  ["white space", "listPoints", { body: " \n" }, "body: Unexpected end of JSON input"],
  ["a word", "listPoints", { body: "handbook" }, "body: Unexpected token 'h' in JSON"],
  [
    "the words that say something else",
    "getTaskInfo",
    { body: "task not exist" },
    "body: Unexpected token 'a' in JSON",
  ],
  ["half an object", "listPoints", { body: '{"collection_name":' }, "body: Unexpected end of JSON input"],
  ["a comma too many", "listPoints", { body: '{"limit":1,}' }, /^body: Expected double-quoted property name in JSON/],
  [
    "single quotes",
    "listPoints",
    { body: "{'limit':1}" },
    /^body: Expected property name or '}' in JSON at position 1/,
  ],
  ["a comment", "listPoints", { body: "/* */{}" }, "body: Unexpected token '/' in JSON"],
  ["two values", "listPoints", { body: "{}{}" }, /^body: Unexpected non-whitespace character after JSON/],
  ["NaN", "listPoints", { body: '{"limit":NaN}' }, "body: Unexpected token 'N' in JSON"],
  ["a leading zero", "listPoints", { body: '{"limit":01}' }, /^body: .* in JSON at position/],
  ["an emoji", "listPoints", { body: "😀" }, "body: Unexpected token '�' in JSON"],
  ["a line feed in a text", "listPoints", { body: '{"collection_name":"a\nb"}' }, /^body: Bad control character/],
  ["a NUL in a text", "listPoints", { body: '{"collection_name":"a\0b"}' }, /^body: Bad control character/],
  ["an array", "listPoints", { body: "[]" }, "body: must be a JSON object"],
  ["a number", "getCollectionInfo", { body: "1" }, "body: must be a JSON object"],
  ["a text", "getDocInfo", { body: '"handbook"' }, "body: must be a JSON object"],
  ["null", "getTaskInfo", { body: "null" }, "body: must be a JSON object"],
  ["a deep array", "listPoints", { body: deep }, "body: must be a JSON object"],
  ["a deep array that is open", "listPoints", { body: "[".repeat(500_000) }, "body: Unexpected end of JSON input"],
  [
    "a deep field",
    "listPoints",
    { body: `{"collection_name":"handbook","doc_ids":${deep}}` },
    "doc_ids.0: must be string",
  ],
  ["bytes that are no UTF-8", "listPoints", { body: Buffer.from([0x7b, 0xff, 0x7d]) }, "body: must be UTF-8"],
  ["a longer form of a byte", "listPoints", { body: Buffer.from([0xc0, 0xaf]) }, "body: must be UTF-8"],
  ["half a pair as bytes", "listPoints", { body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]) }, "body: must be UTF-8"],
  ["UTF-16", "listPoints", { body: Buffer.from("\ufeff{}", "utf16le") }, "body: must be UTF-8"],
  ["a byte order mark", "listPoints", { body: `\ufeff${good}` }, "body: must not begin with a byte order mark"],
  [
    "a prototype in place of fields",
    "getCollectionInfo",
    { body: '{"__proto__":{"name":"handbook"}}' },
    /^name: name or/,
  ],
  ["a constructor", "getCollectionInfo", { body: '{"constructor":{"prototype":{"name":"a"}}}' }, /^name: name or/],
  [
    "one name twice, the last wrong",
    "listPoints",
    { body: '{"collection_name":"handbook","collection_name":1}' },
    /^coll/,
  ],
  ["a byte over 1 MiB", "listPoints", { body: bodyOf(mebibyte + 1) }, "body: must not be larger than 1048576 bytes"],
  ["8 MiB", "listPoints", { body: bodyOf(8 * mebibyte) }, "body: must not be larger than 1048576 bytes"],
  ["20 MiB", "listPoints", { body: bodyOf(20 * mebibyte) }, "body: must not be larger than 1048576 bytes"],
  [
    "8 MiB in chunks",
    "listPoints",
    { body: bodyOf(8 * mebibyte), chunkSize: 65_536 },
    "body: must not be larger than 1048576 bytes",
  ],
  [
    "no content type",
    "listPoints",
    { headers: { "Content-Type": undefined } },
    "Content-Type: is absent, must be application/json",
  ],
  ...[
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
  ].map(([sent, told]): (typeof rows)[number] => [
    `the content type ${sent}`,
    "listPoints",
    { headers: { "Content-Type": sent }, body: good },
    `Content-Type: is ${told}, must be application/json`,
  ]),
];
test.each(rows)("%s", async (_what, operationId, request, reason) => {
  const answer = await sendRaw(server.port, await rawRequest(server.port, operationId, request));
  expectInvalid(server, answer, 400, reason);
  expect(breachesOf(operationId, 400, JSON.parse(answer.body))).toEqual([]);
});

const accepted: [what: string, request: RawRequest][] = [
  ["a charset", { headers: { "Content-Type": "application/json; charset=utf-8" } }],
  ["a charset in capitals, without a space", { headers: { "Content-Type": "Application/JSON;Charset=UTF-8" } }],
  ["a charset in quotes", { headers: { "Content-Type": 'application/json; charset="utf-8"' } }],
  ["another charset, which means nothing in JSON", { headers: { "Content-Type": "application/json; charset=gbk" } }],
  ["a broken parameter", { headers: { "Content-Type": "application/json; =" } }],
  ["white space around the JSON", { body: ` \t\r\n${good}\n` }],
  ["chunks of one byte", { chunkSize: 1 }],
  ["a body that is waited for", { headers: { Expect: "100-continue" } }],
  ["an expectation that nobody knows", { headers: { Expect: "the-unexpected" } }],
  ["a query that is signed", { target: `${paths.listPoints}?limit=0&limit=%E4%B8%AD` }],
  ["a question mark", { target: `${paths.listPoints}?` }],
  ["an upgrade that nobody offers", { headers: { Connection: "close, upgrade", Upgrade: "websocket" } }],
  ["exactly 1 MiB", { body: bodyOf(mebibyte) }],
  ["hostile names", { body: `{"__proto__":{"limit":0},"toString":1,${good.slice(1)}` }],
  ["a deep field that nobody knows", { body: `{"extra":${deep},${good.slice(1)}` }],
  ["one name twice, the last right", { body: `{"collection_name":1,${good.slice(1)}` }],
  ["escapes in names", { body: good.replace("limit", "\\u006cimit") }],
];
test.each(accepted)("Taken: %s", async (_what, request) => {
  const { status, body } = await sendRaw(
    server.port,
    await rawRequest(server.port, "listPoints", { body: good, ...request }),
  );
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ code: 0, data: { count: 1 } });
});

test("A sender who is refused for size can send on and read the answer on the same connection", async () => {
  const tooLarge = { body: bodyOf(4 * mebibyte), headers: { Connection: "keep-alive" } };
  const socket = connect(server.port, "127.0.0.1");
  socket.write(await rawRequest(server.port, "listPoints", tooLarge));
  socket.write(await rawRequest(server.port, "listPoints", { body: good }));
  let received = "";
  for await (const chunk of socket) received += chunk;
  expect(received.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 400", "HTTP/1.1 200"]);
});

test("All this has changed nothing in the database", () => {
  expect(dumpDatabase(server.databasePath)).toEqual(before);
});
