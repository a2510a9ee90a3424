import { describe, expect, it } from "vitest";
import { type Difference, formatDifference } from "../differences.js";
import { type CaseName, explainDifferences, findUnexplained } from "./explain-differences.js";

const difference: Difference = {
  path: ["data", "point_list", 0, "content"],
  kind: "value",
  documented: "a",
  actual: "b",
};
const compared = (differences: Difference[]) => [{ operationId: "listPoints", name: "documented", differences }];
const rowsOf = (abouts: string[]) => abouts.map((about) => ({ about, why: "It is so." }));
function told(abouts: string[], differences: Difference[]): string[] {
  const telling = { show: formatDifference, file: "why.yaml", mend: "Mend it" };
  return findUnexplained(compared(differences), rowsOf(abouts), telling);
}

describe("an explanation", () => {
  const unexplained =
    'listPoints documented: /data/point_list/0/content is "b"; documented "a" (value). Mend it, or explain it in why.yaml.';
  const twice = unexplained.replace(/ Mend it.*/, " 2 rows of why.yaml explain it: one is enough.");
  const idle = (about: string) => `${about}: no such difference. Remove the row from why.yaml.`;
  const fits = "listPoints documented /data/point_list/*/content value";

  const rows: { what: string; abouts: string[]; sentences: string[] }[] = [
    { what: "fits", abouts: [fits], sentences: [] },
    { what: "fits any case", abouts: ["listPoints * /data/point_list/0/content value"], sentences: [] },
    { what: "is missing", abouts: [], sentences: [unexplained] },
    { what: "is there twice", abouts: [fits, "listPoints * /data/point_list/*/content value"], sentences: [twice] },
    ...[
      { what: "is of another operation", about: "getDocInfo documented /data/point_list/*/content value" },
      { what: "is of another case", about: "listPoints attachment /data/point_list/*/content value" },
      { what: "is of another kind", about: "listPoints documented /data/point_list/*/content type" },
      { what: "is of another place", about: "listPoints documented /data/point_list/1/content value" },
      { what: "is of a part of the place", about: "listPoints documented /data/point_list value" },
    ].map(({ what, about }) => ({ what, abouts: [about], sentences: [unexplained, idle(about)] })),
  ];
  it.each(rows)("that $what", ({ abouts, sentences }) => {
    expect(told(abouts, [difference])).toEqual(sentences);
  });

  it("is not wanted where nothing differs", () => {
    expect(told([fits], [])).toEqual([idle(fits)]);
  });

  it("may wait where its case was not compared", () => {
    const rows = rowsOf(["listPoints attachment /data/point_list/*/content value"]);
    const notCompared: CaseName[] = [{ operationId: "listPoints", name: "attachment" }];
    expect(explainDifferences(compared([]), rows, notCompared).idle).toEqual([]);
    expect(explainDifferences(compared([]), rows).idle).toEqual(rows);
  });

  it("names keys as JSON pointers do", () => {
    const odd: Difference = { path: ["data", "a/b~c"], kind: "extra", actual: 1 };
    expect(told(["listPoints documented /data/a~1b~0c extra"], [odd])).toEqual([]);
  });

  it("is asked for without the query of a link", () => {
    const actual = "https://host/a.zip?X-Tos-Signature=abc";
    expect(told([], [{ path: ["data", "url"], kind: "extra", actual }]).join()).not.toContain("abc");
  });
});
