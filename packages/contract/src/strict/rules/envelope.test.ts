import { expect, it } from "vitest";
import { body, type Edit, findingsOf, set } from "../../../testing/answer-edits.js";

const bad: { what: string; title: string; edit: Edit; at: string; message: string }[] = [
  {
    what: "another code of the same status",
    title: "getDocInfo 400 doc-not-exist",
    edit: body(set({ code: 1000005 })),
    at: "/code",
    message: "is 1000005; expected 1001001",
  },
  {
    what: "a code of another status",
    title: "getDocInfo 400 doc-not-exist",
    edit: body(set({ code: 1000002 })),
    at: "/code",
    message: "is 1000002, which comes with status 403, not 400; expected 1001001",
  },
  {
    what: "a code that nobody knows",
    title: "getDocInfo 400 doc-not-exist",
    edit: body(set({ code: 7 })),
    at: "/code",
    message: "is 7, which is in no table; expected 1001001",
  },
  {
    what: "an error code on success",
    title: "getTaskInfo 200 running",
    edit: body(set({ code: 1000003 })),
    at: "/code",
    message: "is 1000003, which comes with status 400, not 200; expected 0",
  },
  {
    what: "another word for success",
    title: "getTaskInfo 200 running",
    edit: body(set({ message: "ok" })),
    at: "/message",
    message: 'is "ok"; expected "success"',
  },
  {
    what: "another message of an error",
    title: "getDocInfo 401 unauthorized",
    edit: body(set({ message: "denied" })),
    at: "/message",
    message: 'is "denied"; expected "unauthorized"',
  },
  {
    what: "no reason",
    title: "listPoints 400 invalid-request",
    edit: body(set({ message: "invalid request: " })),
    at: "/message",
    message: 'is "invalid request: "; expected "invalid request:" and a reason',
  },
  {
    what: "the %s of the pages",
    title: "listPoints 400 invalid-request",
    edit: body(set({ message: "invalid request:%s" })),
    at: "/message",
    message: 'is "invalid request:%s"; expected "invalid request:" and a reason',
  },
  {
    what: "a full-width colon",
    title: "listPoints 400 invalid-request",
    edit: body(set({ message: "invalid request：limit" })),
    at: "/message",
    message: 'is "invalid request：limit"; expected "invalid request:" and a reason',
  },
  {
    what: "task not exist for another fault",
    title: "getTaskInfo 400 invalid-request",
    edit: body(set({ message: "invalid request:task not exist" })),
    at: "/message",
    message: 'is "invalid request:task not exist"; expected a message that does not match /task not exist\\s*$/',
  },
  {
    what: "another fault for task not exist",
    title: "getTaskInfo 400 task-not-exist",
    edit: body(set({ message: "invalid request:task_id: unknown" })),
    at: "/message",
    message: 'is "invalid request:task_id: unknown"; expected a match of /task not exist\\s*$/',
  },
  {
    what: "data on an error",
    title: "listPoints 403 no-permission",
    edit: body(set({ data: {} })),
    at: "/data",
    message: "is there; expected none on an error",
  },
  {
    what: "null for data on an error",
    title: "listPoints 403 no-permission",
    edit: body(set({ data: null })),
    at: "/data",
    message: "is there; expected none on an error",
  },
];

it.each(bad)("finds $what", ({ title, edit, at, message }) => {
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
