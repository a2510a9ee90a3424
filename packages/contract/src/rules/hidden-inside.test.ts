import { expect, it } from "vitest";
import { body, findingsOf, set } from "../../testing/answer-edits.js";

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
