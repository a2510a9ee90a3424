import { expect, it } from "vitest";
import { mutants } from "../../testing/mutant-calls.js";
import { chooseMutants } from "./derive-mutants.js";

it("takes all, or those whose ids hold a text", () => {
  expect(chooseMutants(mutants, {})).toEqual(mutants);
  const pages = chooseMutants(mutants, { filter: "listPoints/200/page/" });
  expect(new Set(pages.map(({ group }) => group))).toEqual(new Set(["page"]));
  expect(() => chooseMutants(mutants, { filter: "gremlins" })).toThrow('No mutant\'s id holds "gremlins"');
});

it("samples the same each time, in order, with something of each group", () => {
  const groups = new Set(mutants.map(({ group }) => group));
  const sample = chooseMutants(mutants, { sample: 60 });
  expect(sample).toHaveLength(60);
  expect(sample).toEqual(chooseMutants(mutants, { sample: 60 }));
  expect(new Set(sample.map(({ group }) => group))).toEqual(groups);
  expect(sample).toEqual(mutants.filter((mutant) => sample.includes(mutant)));
  expect(chooseMutants(mutants, { sample: 5 })).toHaveLength(5);
});
