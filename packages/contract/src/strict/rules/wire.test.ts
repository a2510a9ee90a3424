import { expect, it } from "vitest";
import { bytes, contentType, type Edit, findingsOf, status, text } from "../../../testing/answer-edits.js";
import { quote } from "../../finding.js";

const bad: { what: string; title: string; edit: Edit; at: string; message: string }[] = [
  {
    what: "another success status",
    title: "getCollectionInfo 200 documented",
    edit: status(201),
    at: "status",
    message: "is 201; expected 200",
  },
  {
    what: "an error as 200",
    title: "getDocInfo 400 doc-not-exist",
    edit: status(200),
    at: "status",
    message: "is 200; expected 400",
  },
  {
    what: "a code under another status",
    title: "getDocInfo 400 doc-not-exist",
    edit: status(404),
    at: "/code",
    message: "is 1001001, which comes with status 400, not 404",
  },
  {
    what: "no content type",
    title: "getCollectionInfo 200 documented",
    edit: contentType(undefined),
    at: "content-type",
    message: "is missing; expected application/json",
  },
  {
    what: "HTML",
    title: "getCollectionInfo 200 documented",
    edit: contentType("text/html"),
    at: "content-type",
    message: 'is "text/html"; expected application/json',
  },
  {
    what: "another type of JSON",
    title: "getCollectionInfo 200 documented",
    edit: contentType("application/problem+json"),
    at: "content-type",
    message: 'is "application/problem+json"; expected application/json',
  },
  {
    what: "another charset",
    title: "getCollectionInfo 200 documented",
    edit: contentType("application/json; charset=gbk"),
    at: "content-type",
    message: 'is "application/json; charset=gbk"; expected application/json',
  },
  ...[
    "application/json; charset",
    "application/json; charset=",
    'application/json; charset="utf-8',
    "application/json charset=utf-8",
    "application/json, text/html",
    'application/json; a="; charset=utf-8"; charset="gb\\k"',
    "application/json; charset=utf-8; charset=utf-16",
    "text/json; charset=utf-8",
    `application/json${"; ".repeat(5_000)}=`,
  ].map((type) => ({
    what: type.slice(0, 60),
    title: "getCollectionInfo 200 documented",
    edit: contentType(type),
    at: "content-type",
    message: `is ${quote(type)}; expected application/json`,
  })),
  {
    what: "nothing",
    title: "getCollectionInfo 200 documented",
    edit: text(() => ""),
    at: "body",
    message: "is empty; expected a JSON object",
  },
  {
    what: "text that is no JSON",
    title: "getCollectionInfo 200 documented",
    edit: text(() => "oops"),
    at: "body",
    message: "is not valid JSON (4 bytes)",
  },
  {
    what: "half a body",
    title: "getTaskInfo 200 running",
    edit: text((json) => json.slice(0, 40)),
    at: "body",
    message: "is not valid JSON (40 bytes)",
  },
  {
    what: "an array",
    title: "getTaskInfo 200 running",
    edit: text((json) => `[${json}]`),
    at: "body",
    message: "is array; must be object",
  },
  ...[
    `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    `{"code":0,"data":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`,
    "[".repeat(20_000),
  ].map((deep) => ({
    what: `20,000 levels of ${deep.slice(-8)}`,
    title: "getTaskInfo 200 running",
    edit: text(() => deep),
    at: "body",
    message: "is nested more than 100 levels deep, and is read no further",
  })),
  {
    what: "null",
    title: "getTaskInfo 200 running",
    edit: text(() => "null"),
    at: "body",
    message: "is null; must be object",
  },
  {
    what: "a byte order mark",
    title: "getTaskInfo 200 running",
    edit: text((json) => `\uFEFF${json}`),
    at: "body",
    message: "begins with a byte order mark; expected none",
  },
  {
    what: "UTF-16 with a mark",
    title: "getTaskInfo 200 running",
    edit: bytes((utf8) => Buffer.from(`\uFEFF${utf8}`, "utf16le")),
    at: "body",
    message: "is not valid UTF-8",
  },
  {
    what: "a cut character",
    title: "getDocInfo 200 from-tos",
    edit: bytes(() => Buffer.from('{"message":"\xe4\xb8"}', "latin1")),
    at: "body",
    message: "is not valid UTF-8",
  },
  {
    what: "a key twice",
    title: "getTaskInfo 200 running",
    edit: text((json) => json.replace("{", '{"code":0,')),
    at: "/code",
    message: "is there twice",
  },
  {
    what: "a key twice, once escaped",
    title: "getTaskInfo 200 running",
    edit: text((json) => json.replace("{", '{"\\u0063ode":0,')),
    at: "/code",
    message: "is there twice",
  },
  {
    what: "a key twice in the second point",
    title: "listPoints 200 text-chunks",
    edit: text((json) => json.replace(/("point_id":"handbook-1")/, "$1,$1")),
    at: "/data/point_list/1/point_id",
    message: "is there twice",
  },
  {
    what: "a key twice behind texts in a list",
    title: "getTaskInfo 200 running",
    edit: text((json) => json.replace("{", '{"list":["a","b",{"x":1,"x":1}],')),
    at: "/list/2/x",
    message: "is there twice",
  },
];

it.each(bad)("finds $what", ({ title, edit, at, message }) => {
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

const headers: { what: string; lines: string[]; at: string; message: string }[] = [
  {
    what: "Content-Encoding",
    lines: ["Content-Encoding", "gzip"],
    at: "content-encoding",
    message: 'is "gzip", which was not asked for',
  },
  {
    what: "Transfer-Encoding",
    lines: ["Transfer-Encoding", "gzip, chunked"],
    at: "transfer-encoding",
    message: 'is "gzip, chunked"; expected none, or chunked',
  },
  {
    what: "Content-Type twice",
    lines: ["Content-Type", "application/json", "content-type", "text/html"],
    at: "content-type",
    message: "is there twice",
  },
];
it.each(headers)("tells of $what", ({ lines: rawHeaders, at, message }) => {
  const own = Object.fromEntries([[rawHeaders[0]?.toLowerCase() ?? "", rawHeaders[1] ?? ""]]);
  const edit: Edit = (answer) => ({ ...answer, rawHeaders, headers: { ...answer.headers, ...own } });
  expect(findingsOf("getTaskInfo 200 running", edit)).toContainEqual({ at, message });
});
it.each([
  ["Transfer-Encoding", "chunked"],
  ["Content-Encoding", "identity"],
  ["Set-Cookie", "a"],
  ["Content-Type", "application/json;charset=utf-8;"],
  ["Content-Type", "APPLICATION/JSON ; CharSet=UTF-8"],
  ["Content-Type", 'application/json;charset="utf\\-8"'],
  ["Content-Type", "application/json; charset=utf8"],
  ["Content-Type", "application/json;"],
  ["Content-Type", 'application/json; ; odata=minimal;charset=utf-8; a="; charset=gbk"'],
])("takes %s: %s", (name, value) => {
  const edit: Edit = (answer) => ({
    ...answer,
    rawHeaders: [name, value],
    headers: { ...answer.headers, [name.toLowerCase()]: value },
  });
  expect(findingsOf("getTaskInfo 200 running", edit)).toEqual([]);
});

it("takes brackets within texts for no levels", () => {
  const deep = JSON.stringify(`${"[".repeat(200)}\\"${"{".repeat(200)}`);
  const edit = text((json) => json.replace("{", `{"list":[${Array(150).fill("[]").join()}],"text":${deep},`));
  expect(findingsOf("getTaskInfo 200 running", edit).map(({ at }) => at)).not.toContain("body");
});
