import { expect, test } from "vitest";
import { escapeUnprintable, printable } from "./printable.js";

// What counts as a sequence is tried in the sample app's tests (hostile-content.test.ts).
test("what is shown of a text is what is no control and no part of one", () => {
  expect(printable("a\u001b[31mb\u009d0;title\u001b\\c\u001bPq\u009cd\u001b]e\u202ef\ng\u3164h  i")).toBe(
    "abcd]ef gh  i",
  );
});

test("what is escaped is a control, whole or not, and nothing else", () => {
  expect(escapeUnprintable("a\u001b[31m\u202e\ud800 \u{e0001}知识😀")).toBe(
    "a\\u001b[31m\\u202e\\ud800 \\udb40\\udc01知识😀",
  );
});

test.each(["\u001b]", "\u001b]0;", "\u009d", "\u001bP", "\u009b0;", "\u001b", "a"])(
  "a text of nothing but %j takes time in proportion to its length",
  (unit) => {
    const work = (length: number) => {
      const before = process.cpuUsage();
      printable(unit.repeat(length / unit.length));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const shorter = work(20_000);
    // A text of 16 times the length would take 256 times as long if the time grew with its square.
    expect(work(320_000) / Math.max(shorter, 15)).toBeLessThan(64);
  },
);
