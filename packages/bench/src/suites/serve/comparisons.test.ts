import { afterEach, describe, expect, test } from "vitest";
import type { Field } from "../../comparison.js";
import { serveComparisons } from "./comparisons.js";

let field: Field | undefined;
afterEach(async () => {
  await field?.close?.();
  field = undefined;
});

// One of each kind: a run checks all of them, and imports what this need not wait for.
const small = serveComparisons.filter(({ name }) => /page of 10$|doc\/info|start/.test(name));

test.each(small)(
  "$name: every contestant does its job, and every gate is one of theirs",
  { timeout: 300_000 },
  async (comparison) => {
    field = await comparison.prepare({ quick: true });
    const { baseline, contestants } = field;
    for (const { check, operation, cpuClock = () => Number.NaN } of [baseline, ...contestants]) {
      const begun = cpuClock();
      await check();
      await operation();
      expect(cpuClock()).toBeGreaterThan(begun);
    }
    const names = contestants.map(({ name }) => name);
    for (const { contestant } of comparison.gates) expect(names).toContain(contestant);
  },
);

describe("each gate", () => {
  test.each(serveComparisons)("of $name leaves room below what is wanted", ({ gates }) => {
    expect(gates.length).toBeGreaterThan(0);
    for (const { atLeast, aim = Number.NaN } of gates) expect(atLeast).toBeLessThan(aim);
  });
});
