import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CannotRunError } from "../cannot-run-error.js";
import type { Difference } from "../compare-answers.js";
import { formatDifference } from "../format-difference.js";
import { type Explanation, readExplanations } from "./explanations.js";
import { findUnexplained } from "./find-unexplained.js";
import type { CaseName } from "./match-explanations.js";

const difference: Difference = {
  path: ["data", "point_list", 0, "content"],
  kind: "value",
  documented: "a",
  actual: "b",
};
const row: Explanation = {
  operation: "listPoints",
  case: "documented",
  path: "/data/point_list/*/content",
  kind: "value",
  why: "It is so.",
};
function told(rows: Partial<Explanation>[], differences: Difference[], notCompared: CaseName[] = []): string[] {
  return findUnexplained(
    [{ operationId: "listPoints", name: "documented", differences }],
    rows.map((changes) => ({ ...row, ...changes })),
    { pathOf: ({ path }) => path, show: formatDifference, file: "why.yaml", mend: "Mend it", notCompared },
  );
}

describe("an explanation", () => {
  const unexplained =
    'listPoints documented: /data/point_list/0/content is "b"; documented "a" (value). Mend it, or explain it in why.yaml.';
  const twice = unexplained.replace(/ Mend it.*/, " 2 rows of why.yaml explain it: one is enough.");
  const idle = (place: string) => `${place} (no such difference). Remove the row from why.yaml.`;

  const rows: [what: string, rows: Partial<Explanation>[], sentences: string[]][] = [
    ["fits", [{}], []],
    ["fits any case", [{ case: "*" }], []],
    ["is missing", [], [unexplained]],
    ["is there twice", [{}, { case: "*" }], [twice]],
    [
      "is of another operation",
      [{ operation: "getDocInfo" }],
      [unexplained, idle("getDocInfo documented: /data/point_list/*/content")],
    ],
    [
      "is of another case",
      [{ case: "attachment" }],
      [unexplained, idle("listPoints attachment: /data/point_list/*/content")],
    ],
    [
      "is of another kind",
      [{ kind: "type" }],
      [unexplained, idle("listPoints documented: /data/point_list/*/content")],
    ],
    [
      "is of another place",
      [{ path: "/data/point_list/1/content" }],
      [unexplained, idle("listPoints documented: /data/point_list/1/content")],
    ],
    [
      "is of a part of the place",
      [{ path: "/data/point_list/*" }],
      [unexplained, idle("listPoints documented: /data/point_list/*")],
    ],
  ];
  it.each(rows)("that %s", (_what, explanations, sentences) => {
    expect(told(explanations, [difference])).toEqual(sentences);
  });

  it("is not wanted where nothing differs", () => {
    expect(told([{}], [])).toEqual([idle("listPoints documented: /data/point_list/*/content")]);
  });

  it("may wait where its case was not compared", () => {
    expect(told([{ case: "attachment" }], [], [{ operationId: "listPoints", name: "attachment" }])).toEqual([]);
  });

  it("names keys as JSON pointers do", () => {
    const odd: Difference = { path: ["data", "a/b~c"], kind: "extra", actual: 1 };
    expect(told([{ path: "/data/a~1b~0c", kind: "extra" }], [odd])).toEqual([]);
  });

  it("is asked for without the query of a link", () => {
    const actual = "https://host/a.zip?X-Tos-Signature=abc";
    expect(told([], [{ path: ["data", "url"], kind: "extra", actual }]).join()).not.toContain("abc");
  });
});

describe("a file of explanations", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "viking-kb-explanations-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const read = async (text: string) => {
    const file = join(folder, "why.yaml");
    await writeFile(file, text);
    return readExplanations(file);
  };
  const yaml = (changes: Partial<Record<keyof Explanation, string>>) => JSON.stringify([{ ...row, ...changes }]);

  it("is read", async () => {
    expect(await read(yaml({}))).toEqual([row]);
    expect(await read(yaml({ path: "status" }))).toEqual([{ ...row, path: "status" }]);
  });

  const refused: [what: string, text: string, sentence: RegExp][] = [
    ["no YAML", "- {", /why\.yaml: Flow map/],
    ["no list", "a: 1", /why\.yaml: data must be array\.$/],
    ["a kind that there is not", yaml({ kind: "odd" }), /data\/0\/kind must be equal to one of the allowed values\.$/],
    ["a path that is no pointer", yaml({ path: "data" }), /data\/0\/path must match pattern/],
    ["no reason", yaml({ why: "" }), /data\/0\/why must NOT have fewer than 1 characters/],
    ["a reason that is no sentence", yaml({ why: "so" }), /data\/0\/why must match pattern/],
  ];
  it.each(refused)("is refused: %s", async (_what, text, sentence) => {
    await expect(read(text)).rejects.toThrow(CannotRunError);
    await expect(read(text)).rejects.toThrow(sentence);
  });

  it("is refused: not there", async () => {
    await expect(readExplanations(join(folder, "none.yaml"))).rejects.toThrow(/none\.yaml: ENOENT\.$/);
  });
});
