import { expect, test } from "vitest";
import { inTurn } from "./in-turn.js";

test("one value after the other, and again", () => {
  const next = inTurn(["a", "b", "c"]);
  expect(Array.from({ length: 7 }, next).join("")).toBe("abcabca");
});

test("of no values there is none to give", () => {
  expect(() => inTurn([])).toThrow("There are no values to give in turn.");
});
