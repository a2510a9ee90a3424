import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CannotRunError } from "../finding.js";
import { isAbout, readExplanations } from "./explanations.js";

const rows: [pattern: string, line: string, fits: boolean][] = [
  ["a /b absent", "a /b absent", true],
  ["a /b absent", "a /b absent ", false],
  ["a /*/c null", "a /*/c null", true],
  ["a /*/c null", "a /b/*/c null", true],
  ["a /b*", "a /b there", true],
  ["a /b.c", "a /bxc", false],
];
it.each(rows)("%s explains %s: %s", (about, line, expected) => {
  expect(isAbout({ about }, line)).toBe(expected);
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

  it("is read", async () => {
    expect(await read("- { about: a /b absent, why: Always sent. }\n- about: '*/c'\n  why: So.\n")).toEqual([
      { about: "a /b absent", why: "Always sent." },
      { about: "*/c", why: "So." },
    ]);
  });

  const row = /row 1 must hold what it is `about`, and `why` in a sentence, and nothing else\.$/;
  const refused: [what: string, text: string, sentence: RegExp][] = [
    ["no YAML", "- {", /why\.yaml: Flow map/],
    ["no list", "about: 1", /why\.yaml: it must hold a list of `about` and `why`\.$/],
    ["a word too many", "- { about: a, why: So., kind: odd }", row],
    ["nothing that it is about", "- { why: So. }", row],
    ["no reason", "- { about: a }", row],
    ["an empty reason", "- { about: a, why: '' }", row],
    ["a reason that is no sentence", "- { about: a, why: so }", row],
  ];
  it.each(refused)("is refused: %s", async (_what, text, sentence) => {
    await expect(read(text)).rejects.toThrow(CannotRunError);
    await expect(read(text)).rejects.toThrow(sentence);
  });

  it("is refused: not there", async () => {
    await expect(readExplanations(join(folder, "none.yaml"))).rejects.toThrow(/none\.yaml: ENOENT\.$/);
  });
});
