import { expect, it } from "vitest";
import { body, type Edit, findingsOf, set } from "../../../testing/answer-edits.js";

const bad: [what: string, title: string, edit: Edit, at: string, message: string][] = [
  [
    "another code of the same status",
    "getDocInfo 400 doc-not-exist",
    body(set({ code: 1000005 })),
    "/code",
    "is 1000005; expected 1001001",
  ],
  [
    "a code of another status",
    "getDocInfo 400 doc-not-exist",
    body(set({ code: 1000002 })),
    "/code",
    "is 1000002, which comes with status 403, not 400; expected 1001001",
  ],
  [
    "a code that nobody knows",
    "getDocInfo 400 doc-not-exist",
    body(set({ code: 7 })),
    "/code",
    "is 7, which is in no table; expected 1001001",
  ],
  [
    "an error code on success",
    "getTaskInfo 200 running",
    body(set({ code: 1000003 })),
    "/code",
    "is 1000003, which comes with status 400, not 200; expected 0",
  ],
  [
    "another word for success",
    "getTaskInfo 200 running",
    body(set({ message: "ok" })),
    "/message",
    'is "ok"; expected "success"',
  ],
  [
    "another message of an error",
    "getDocInfo 401 unauthorized",
    body(set({ message: "denied" })),
    "/message",
    'is "denied"; expected "unauthorized"',
  ],
  [
    "no reason",
    "listPoints 400 invalid-request",
    body(set({ message: "invalid request: " })),
    "/message",
    'is "invalid request: "; expected "invalid request:" and a reason',
  ],
  [
    "the %s of the pages",
    "listPoints 400 invalid-request",
    body(set({ message: "invalid request:%s" })),
    "/message",
    'is "invalid request:%s"; expected "invalid request:" and a reason',
  ],
  [
    "a full-width colon",
    "listPoints 400 invalid-request",
    body(set({ message: "invalid request：limit" })),
    "/message",
    'is "invalid request：limit"; expected "invalid request:" and a reason',
  ],
  [
    "task not exist for another fault",
    "getTaskInfo 400 invalid-request",
    body(set({ message: "invalid request:task not exist" })),
    "/message",
    'is "invalid request:task not exist"; expected no match of /task not exist\\s*$/',
  ],
  [
    "another fault for task not exist",
    "getTaskInfo 400 task-not-exist",
    body(set({ message: "invalid request:task_id: unknown" })),
    "/message",
    'is "invalid request:task_id: unknown"; expected a match of /task not exist\\s*$/',
  ],
  [
    "data on an error",
    "listPoints 403 no-permission",
    body(set({ data: {} })),
    "/data",
    "is there; expected none on an error",
  ],
  [
    "null for data on an error",
    "listPoints 403 no-permission",
    body(set({ data: null })),
    "/data",
    "is there; expected none on an error",
  ],
];

it.each(bad)("finds %s", (_what, title, edit, at, message) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});

const reasons: [reason: string, isInside: boolean][] = [
  ["limit: must be <= 100", false],
  ["name: select another one from your list", false],
  ["Error: no\n    at list (/srv/app/points.js:42:7)", true],
  ["no at list (/srv/app/points.js:42:7)", true],
  ["open (store.go:41)", true],
  ["java.lang.NullPointerException", true],
  ["SQLITE_ERROR: no such table", true],
  ["near LIMT: SELECT wire FROM points LIMT 101", true],
];
it.each(reasons)("a reason that shows the inside is found: %j, %s", (reason, isInside) => {
  const found = findingsOf("listPoints 400 invalid-request", body(set({ message: `invalid request:${reason}` })));
  expect(found.map(({ message }) => message.includes("inside of the server"))).toEqual(isInside ? [true] : []);
});
