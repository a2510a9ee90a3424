import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { interruptedBy, processTerminal, untilAborted } from "./terminal.js";

const widths = [
  { what: "a pipe", columns: undefined, env: {}, isTTY: false, expected: undefined },
  { what: "a terminal", columns: 72, env: {}, isTTY: true, expected: 72 },
  { what: "a terminal that is told another width", columns: 72, env: { COLUMNS: "60" }, isTTY: true, expected: 60 },
  { what: "a variable that is no number", columns: 72, env: { COLUMNS: "wide" }, isTTY: true, expected: 72 },
];
test.each(widths)("The width of $what", ({ columns, env, isTTY, expected }) => {
  const stdout = { columns, isTTY } as unknown as NodeJS.Process["stdout"];
  const { signal } = new AbortController();
  expect(processTerminal({ stdout, stderr: process.stderr, env }, signal).columns).toBe(expected);
});

test("The first signal aborts with its name, and a second one is not caught", async () => {
  const before = process.listenerCount("SIGUSR2");
  const { signal } = interruptedBy("SIGUSR2");
  process.kill(process.pid, "SIGUSR2");
  await untilAborted(signal);
  expect(signal.reason).toBe("SIGUSR2");
  expect(process.listenerCount("SIGUSR2")).toBe(before);
});

test("Until aborted: at once where that has happened", async () => {
  const { signal } = new AbortController();
  await untilAborted(AbortSignal.abort());
  void untilAborted(signal);
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
});
