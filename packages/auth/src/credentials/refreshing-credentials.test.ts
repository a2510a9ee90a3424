import { expect, test } from "vitest";
import { down, key, type Load, minute, refused, second, startProvider } from "../../testing/credential-provider.js";
import { type RefreshOptions, refreshingCredentials } from "../index.js";

interface Step {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly gives: string;
  /** Loads so far, this step's included. */
  readonly loads: number;
}

const rows: { title: string; loads: Load[]; options?: RefreshOptions; steps: Step[] }[] = [
  {
    title: "a key is loaded once while it is far from its end",
    loads: [key("a", 60 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 1, gives: "a", loads: 1 },
      { at: 55 * minute - 1, gives: "a", loads: 1 },
    ],
  },
  {
    title: "in its last 5 minutes it is handed out while its successor is loaded",
    loads: [key("a", 60 * minute), key("b", 115 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 55 * minute, gives: "a", loads: 2 },
      { at: 55 * minute, gives: "b", loads: 2 },
      { at: 109 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "in its last minute those who ask wait for the successor",
    loads: [key("a", 60 * minute), key("b", 120 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 59 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "a window of the caller's own",
    loads: [key("a", 60 * minute), key("b", 120 * minute)],
    options: { refreshWindowMs: 20 * minute },
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 40 * minute - 1, gives: "a", loads: 1 },
      { at: 40 * minute, gives: "a", loads: 2 },
      { at: 40 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "without a window it is replaced when it has ended",
    loads: [key("a", 60 * minute), key("b", 120 * minute)],
    options: { refreshWindowMs: 0 },
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 60 * minute - 1, gives: "a", loads: 1 },
      { at: 60 * minute, gives: "b", loads: 2 },
    ],
  },
  {
    title: "a key that comes with less life than the window is not loaded anew for each request",
    loads: [key("a", 4 * minute), key("a", 4 * minute), key("b", 60 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 2 * minute - 1, gives: "a", loads: 1 },
      { at: 2 * minute, gives: "a", loads: 2 },
      { at: 3 * minute - 1, gives: "a", loads: 2 },
      { at: 3 * minute, gives: "b", loads: 3 },
    ],
  },
  {
    title: "the old key serves while renewing fails, and each failure makes the pause longer",
    loads: [key("a", 60 * minute), down, down, down, key("b", 120 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 56 * minute, gives: "a", loads: 2 },
      { at: 56 * minute + second - 1, gives: "a", loads: 2 },
      { at: 56 * minute + second, gives: "a", loads: 3 },
      { at: 56 * minute + 3 * second - 1, gives: "a", loads: 3 },
      { at: 59 * minute, gives: "a", loads: 4 },
      { at: 59 * minute + 4 * second, gives: "b", loads: 5 },
    ],
  },
  {
    title: "once the key has ended, the failure is shown",
    loads: [key("a", 60 * minute), down, down, key("b", 120 * minute)],
    steps: [
      { at: 0, gives: "a", loads: 1 },
      { at: 60 * minute - 1, gives: "a", loads: 2 },
      { at: 60 * minute, gives: refused, loads: 2 },
      { at: 60 * minute + second, gives: refused, loads: 3 },
      { at: 60 * minute + 2 * second, gives: refused, loads: 3 },
      { at: 60 * minute + 3 * second, gives: "b", loads: 4 },
    ],
  },
  {
    title: "a first load that fails is shown, and rested from",
    loads: [down, key("a", 60 * minute)],
    steps: [
      { at: 0, gives: refused, loads: 1 },
      { at: second - 1, gives: refused, loads: 1 },
      { at: second, gives: "a", loads: 2 },
    ],
  },
  {
    title: "no pause is longer than 30 seconds",
    loads: [down, down, down, down, down, down, down, key("a", 60 * minute)],
    steps: [
      ...[0, 1, 3, 7, 15, 31, 61].map((at, index) => ({ at: at * second, gives: refused, loads: index + 1 })),
      { at: 91 * second - 1, gives: refused, loads: 7 },
      { at: 91 * second, gives: "a", loads: 8 },
    ],
  },
  {
    title: "a success makes the pauses short again",
    loads: [down, down, key("a", 10 * minute), down, key("b", 60 * minute)],
    steps: [
      { at: 0, gives: refused, loads: 1 },
      { at: second, gives: refused, loads: 2 },
      { at: 3 * second, gives: "a", loads: 3 },
      { at: 9.5 * minute, gives: "a", loads: 4 },
      { at: 9.5 * minute + second, gives: "b", loads: 5 },
    ],
  },
  {
    title: "a clock that is set back ends the pause",
    loads: [down, key("a", 60 * minute)],
    steps: [
      { at: 30 * minute, gives: refused, loads: 1 },
      { at: 0, gives: "a", loads: 2 },
    ],
  },
];

test.each(rows)("$title", async ({ loads, options, steps }) => {
  const { state, ask } = startProvider(loads, options);
  for (const step of steps) {
    state.elapsed = step.at;
    const given = await ask();
    // A load that nobody waits for settles within a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    expect({ at: step.at, gives: given, loads: state.loaded }).toEqual(step);
  }
});

const badOptions: [RefreshOptions, RegExp][] = [
  [{ refreshWindowMs: -1 }, /^refreshWindowMs must be 0 or more/],
  [{ refreshWindowMs: Number.NaN }, /^refreshWindowMs/],
  [{ timeoutMs: 0 }, /^timeoutMs must be more than 0 and at most 2147483647/],
  [{ timeoutMs: Number.POSITIVE_INFINITY }, /^timeoutMs/],
];
test.each(badOptions)("refuses %o", (options, message) => {
  expect(() => refreshingCredentials(() => key("a", minute), options)).toThrow(RangeError);
  expect(() => refreshingCredentials(() => key("a", minute), options)).toThrow(message);
});
