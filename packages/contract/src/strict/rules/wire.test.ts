import { expect, it } from "vitest";
import { bytes, contentType, type Edit, findingsOf, status, text } from "../../../testing/answer-edits.js";

const bad: [what: string, title: string, edit: Edit, at: string, message: string][] = [
  ["another success status", "getCollectionInfo 200 documented", status(201), "status", "is 201; expected 200"],
  ["an error as 200", "getDocInfo 400 doc-not-exist", status(200), "status", "is 200; expected 400"],
  [
    "a code under another status",
    "getDocInfo 400 doc-not-exist",
    status(404),
    "/code",
    "is 1001001, which comes with status 400, not 404",
  ],
  [
    "no content type",
    "getCollectionInfo 200 documented",
    contentType(undefined),
    "content-type",
    "is missing; expected application/json",
  ],
  [
    "HTML",
    "getCollectionInfo 200 documented",
    contentType("text/html"),
    "content-type",
    'is "text/html"; expected application/json',
  ],
  [
    "another type of JSON",
    "getCollectionInfo 200 documented",
    contentType("application/problem+json"),
    "content-type",
    'is "application/problem+json"; expected application/json',
  ],
  [
    "another charset",
    "getCollectionInfo 200 documented",
    contentType("application/json; charset=gbk"),
    "content-type",
    'is "application/json; charset=gbk"; expected application/json',
  ],
  ["nothing", "getCollectionInfo 200 documented", text(() => ""), "body", "is empty; expected a JSON object"],
  [
    "text that is no JSON",
    "getCollectionInfo 200 documented",
    text(() => "oops"),
    "body",
    "is not valid JSON (4 bytes)",
  ],
  ["half a body", "getTaskInfo 200 running", text((json) => json.slice(0, 40)), "body", "is not valid JSON (40 bytes)"],
  ["an array", "getTaskInfo 200 running", text((json) => `[${json}]`), "body", "is array; must be object"],
  ["null", "getTaskInfo 200 running", text(() => "null"), "body", "is null; must be object"],
  [
    "a byte order mark",
    "getTaskInfo 200 running",
    text((json) => `\uFEFF${json}`),
    "body",
    "begins with a byte order mark; expected none",
  ],
  [
    "UTF-16 with a mark",
    "getTaskInfo 200 running",
    bytes((utf8) => Buffer.from(`\uFEFF${utf8}`, "utf16le")),
    "body",
    "is not valid UTF-8",
  ],
  [
    "a cut character",
    "getDocInfo 200 from-tos",
    bytes(() => Buffer.from('{"message":"\xe4\xb8"}', "latin1")),
    "body",
    "is not valid UTF-8",
  ],
  [
    "a key twice",
    "getTaskInfo 200 running",
    text((json) => json.replace("{", '{"code":0,')),
    "/code",
    "is there twice",
  ],
  [
    "a key twice, once escaped",
    "getTaskInfo 200 running",
    text((json) => json.replace("{", '{"\\u0063ode":0,')),
    "/code",
    "is there twice",
  ],
  [
    "a key twice in the second point",
    "listPoints 200 text-chunks",
    text((json) => json.replace(/("point_id":"handbook-1")/, "$1,$1")),
    "/data/point_list/1/point_id",
    "is there twice",
  ],
  [
    "a key twice behind texts in a list",
    "getTaskInfo 200 running",
    text((json) => json.replace("{", '{"list":["a","b",{"x":1,"x":1}],')),
    "/list/2/x",
    "is there twice",
  ],
];

it.each(bad)("finds %s", (_what, title, edit, at, message) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});

it("tells an answer that takes longer than it may", () => {
  const late: Edit = (answer) => ({ ...answer, milliseconds: 5001.4 });
  const options = { answerBudgetMilliseconds: 5000 };
  expect(findingsOf("getTaskInfo 200 running", late, options)).toEqual([
    { at: "time", message: "is 5001 ms; expected at most 5000 ms" },
  ]);
  expect(findingsOf("getTaskInfo 200 running", (answer) => ({ ...answer, milliseconds: 5000 }), options)).toEqual([]);
});

const headers: [what: string, lines: string[], at: string, message: string][] = [
  ["Content-Encoding", ["Content-Encoding", "gzip"], "content-encoding", 'is "gzip", which was not asked for'],
  [
    "Transfer-Encoding",
    ["Transfer-Encoding", "gzip, chunked"],
    "transfer-encoding",
    'is "gzip, chunked"; expected none, or chunked',
  ],
  [
    "Content-Type twice",
    ["Content-Type", "application/json", "content-type", "text/html"],
    "content-type",
    "is there twice",
  ],
];
it.each(headers)("tells of %s", (_what, rawHeaders, at, message) => {
  const own = Object.fromEntries([[rawHeaders[0]?.toLowerCase() ?? "", rawHeaders[1] ?? ""]]);
  const edit: Edit = (answer) => ({ ...answer, rawHeaders, headers: { ...answer.headers, ...own } });
  expect(findingsOf("getTaskInfo 200 running", edit)).toContainEqual({ at, message });
});
it.each([
  ["Transfer-Encoding", "chunked"],
  ["Content-Encoding", "identity"],
  ["Set-Cookie", "a"],
])("takes %s: %s", (name, value) => {
  const edit: Edit = (answer) => ({
    ...answer,
    rawHeaders: [name, value],
    headers: { ...answer.headers, [name.toLowerCase()]: value },
  });
  expect(findingsOf("getTaskInfo 200 running", edit)).toEqual([]);
});
