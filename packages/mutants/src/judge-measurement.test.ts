import { expect, it } from "vitest";
import { formatMeasurement, formatMutants } from "./format-measurement.js";
import { faultsOf, findUnexplainedMutants, killMatrix, percent, survivorsOf } from "./judge-measurement.js";
import type { Measurement, MutantResult } from "./measure-mutants.js";

const result = (id: string, caught: MutantResult["caught"], reached = true): MutantResult => ({
  ...{ id, group: id.split("/")[0] ?? "", description: `${id} is done` },
  reached,
  caught,
});
const mutants = [
  result("drop/a", { dredd: "a is missing", strict: "a is missing" }),
  result("drop/b", { strict: "b is missing" }),
  result("page/a", {}),
  result("page/b", {}, false),
];
const measurement: Measurement = {
  baseUrl: "http://127.0.0.1:4020",
  layers: ["dredd", "strict"],
  seed: 1,
  requestsPerOperation: 40,
  whole: true,
  mutants,
  harmless: [result("harmless/pretty", {}), result("harmless/slow", { strict: "status is 500" })],
  milliseconds: 1_234,
};

it("counts by group and by layer, and what is not reached apart", () => {
  const none = { dredd: 0, strict: 0, properties: 0 };
  expect(killMatrix(mutants)).toEqual({
    rows: [
      { group: "drop", reached: 2, notReached: 0, caught: 2, byLayer: { ...none, dredd: 1, strict: 2 } },
      { group: "page", reached: 1, notReached: 1, caught: 0, byLayer: none },
    ],
    total: { group: "all", reached: 3, notReached: 1, caught: 2, byLayer: { ...none, dredd: 1, strict: 2 } },
  });
  expect(survivorsOf(mutants).map(({ id }) => id)).toEqual(["page/a"]);
  expect([percent(1, 4), percent(0, 0)]).toEqual([25, 100]);
});

it("is told as a table, with survivors, what was not reached and false alarms by name", () => {
  const text = formatMeasurement(measurement, [{ about: "page/*", why: "Nobody can see it." }]);
  expect(text).toBe(
    [
      "Mutants before http://127.0.0.1:4020",
      "",
      "group  mutants   dredd  strict  all layers",
      "drop         2       1       2           2",
      "page         1       0       0           0",
      "all          3       1       2           2",
      "                33.3 %  66.6 %      66.6 %",
      "",
      "Survived:",
      "  page/a: page/a is done",
      "    Nobody can see it.",
      "",
      "Not reached: no answer of the run was changed:",
      "  page/b: page/b is done",
      "    Nobody can see it.",
      "",
      "False alarms:",
      "  harmless/slow: strict",
      "    strict: status is 500",
      "",
      "2/3 mutants caught (66.6 %), 1 not reached, 1 false alarms in 2 harmless variants, seed 1, 40 random requests to each operation, 1 s",
      "",
    ].join("\n"),
  );
});

const why = "Nobody can see it.";
const explained: [rows: { about: string; why: string }[], whole: boolean, sentences: string[]][] = [
  [[{ about: "page/*", why }], true, []],
  [[], true, ["page/a survived, and nothing explains it.", "page/b was not reached, and nothing explains it."]],
  [
    [
      { about: "page/*", why },
      { about: "page/a", why },
    ],
    true,
    ["page/a survived: 2 rows explain it, one is enough."],
  ],
  [
    [
      { about: "page/*", why },
      { about: "drop/a", why },
    ],
    true,
    ["drop/a is explained, and neither survives nor is unreached."],
  ],
  [
    [
      { about: "page/*", why },
      { about: "order/a", why },
    ],
    false,
    [],
  ],
];
it.each(explained)("wants exactly one explanation for each survivor: %j, whole %s", (rows, whole, sentences) => {
  expect(findUnexplainedMutants({ ...measurement, whole }, rows)).toEqual(sentences);
});

const alarm = result("harmless/slow", { strict: "status is 500" });
const quiet = result("harmless/pretty", {});
const unchanged = result("harmless/tabs", {}, false);
const judged: { what: string; kill: number; harmless: MutantResult[]; whole?: boolean; faults: string[] }[] = [
  { what: "as many are caught as must be", kill: 66, harmless: [quiet], faults: [] },
  { what: "fewer are caught", kill: 67, harmless: [quiet], faults: ["Less than 67 % of the mutants were caught."] },
  { what: "a variant is taken for a fault", kill: 0, harmless: [quiet, alarm], faults: ["There are false alarms."] },
  {
    what: "a variant changes no answer",
    kill: 0,
    harmless: [unchanged],
    faults: ["harmless/tabs changed no answer, so nothing could be taken for a fault."],
  },
  { what: "a variant of a sample changes no answer", kill: 0, harmless: [unchanged], whole: false, faults: [] },
];
it.each(judged)("is judged where $what", ({ kill, harmless, whole = true, faults }) => {
  expect(faultsOf({ ...measurement, harmless, whole }, [{ about: "page/*", why }], kill)).toEqual(faults);
  const unexplained = faultsOf({ ...measurement, harmless, whole }, [], kill);
  expect(unexplained.slice(0, -2)).toEqual(faults);
});

it("shows of what a server says no character that a terminal would obey", () => {
  const told = formatMutants([result("wire/other", { strict: "\u001b[31mred, shown\rhidden, a\u202eb" })]);
  expect(told).not.toMatch(/[^\n\P{C}]/u);
  expect(told).toContain("a\\u202eb");
});
