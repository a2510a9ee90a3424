import { expect, test } from "vitest";
import { paintFor } from "./paint.js";

const rows: { isTerminal: boolean; environment: Record<string, string>; painted: boolean }[] = [
  { isTerminal: true, environment: {}, painted: true },
  { isTerminal: false, environment: {}, painted: false },
  { isTerminal: true, environment: { NO_COLOR: "1" }, painted: false },
  { isTerminal: true, environment: { NO_COLOR: "" }, painted: true },
  { isTerminal: true, environment: { TERM: "dumb" }, painted: false },
  { isTerminal: false, environment: { FORCE_COLOR: "1" }, painted: true },
  { isTerminal: false, environment: { FORCE_COLOR: "1", NO_COLOR: "1" }, painted: true },
  { isTerminal: true, environment: { FORCE_COLOR: "0" }, painted: false },
  { isTerminal: true, environment: { FORCE_COLOR: "false" }, painted: false },
];
test.each(rows)("terminal $isTerminal, $environment: $painted", ({ isTerminal, environment, painted }) => {
  expect(paintFor(isTerminal, environment)("red", "error:")).toBe(painted ? "\u001b[31merror:\u001b[39m" : "error:");
});
