import { expect, test } from "vitest";
import { printable } from "./printable.js";

// What a sequence is, is tried in the command line's tests (hostile-content.test.ts): the two are held equal by the demo's.
test("what is shown of a text is what is no control and no part of one", () => {
  expect(printable("a\u001b[31mb\u009d0;title\u001b\\c\u001bPq\u009cd\u001b]e\u202ef\ng\u3164h")).toBe("abcd]efgh");
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
    // Sixteen times as long: 256 times the time where it grows with the square.
    expect(work(320_000) / Math.max(shorter, 15)).toBeLessThan(64);
  },
);
