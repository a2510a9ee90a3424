import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { entryNamer } from "./entry-names.js";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

const rows: { title: string; docIds: string[]; entries: string[] }[] = [
  {
    title: "paths stay",
    docIds: ["a.md", "guide/员工手册/leave.md", "README"],
    entries: ["files/a.md", "files/guide/员工手册/leave.md", "files/README"],
  },
  {
    title: "nothing leads out",
    docIds: ["../../etc/passwd", "/etc/passwd", "a/../../b", "./c", "a//d", "", "/", ".."],
    entries: [
      "files/__/__/etc/passwd",
      "files/_/etc/passwd",
      "files/a/__/__/b",
      "files/_/c",
      "files/a/_/d",
      "files/_ (2)",
      "files/_/_",
      "files/__ (2)",
    ],
  },
  {
    title: "what Windows takes for a path, a device or nothing is none",
    docIds: [
      "..\\..\\evil.md",
      "C:\\a.md",
      "c:b",
      "nul",
      "AUX.md",
      "com1.tar.gz",
      "console.md",
      "a.",
      "b ",
      'q"?*<>|.md',
    ],
    entries: [
      "files/.._.._evil.md",
      "files/C__a.md",
      "files/c_b",
      "files/_nul",
      "files/_AUX.md",
      "files/_com1.tar.gz",
      "files/console.md",
      "files/a_",
      "files/b_",
      "files/q______.md",
    ],
  },
  {
    title: "what is the same but for case or form is told apart",
    docIds: ["Leave.md", "leave.md", "LEAVE.MD", "straße", "STRASSE", "caf\u00e9", "cafe\u0301", "a/X", "A/x"],
    entries: [
      "files/Leave.md",
      "files/leave (2).md",
      "files/LEAVE (3).MD",
      "files/straße",
      "files/STRASSE (2)",
      "files/caf\u00e9",
      "files/caf\u00e9 (2)",
      "files/a/X",
      "files/A/x (2)",
    ],
  },
  {
    title: "no file is a folder",
    docIds: ["a.md", "a.md/b.md", "a.md/c.md", "d/e.md", "d"],
    entries: ["files/a.md", "files/a (2).md/b.md", "files/a (2).md/c.md", "files/d/e.md", "files/d (2)"],
  },
  {
    title: "what a terminal obeys or shows wrongly is not in a name",
    docIds: ["a\u0000b\n\u001b[31m.md", "a\u202egnp.exe", "half\ud800.md"],
    entries: ["files/a_b__[31m.md", "files/a_gnp.exe", "files/half_.md"],
  },
  {
    title: "long names are short",
    docIds: [`${"x".repeat(300)}.md`, `${"中".repeat(100)}.md`, "d/".repeat(600)],
    entries: [
      `files/${hashOf(`${"x".repeat(300)}.md`)}.md`,
      `files/${hashOf(`${"中".repeat(100)}.md`)}.md`,
      `files/${hashOf("d/".repeat(600))}`,
    ],
  },
];
test.each(rows)("$title", ({ docIds, entries }) => {
  const nameOf = entryNamer("files");
  expect(docIds.map(nameOf)).toEqual(entries);
});

test("Whatever the ids are, entries stay inside, and no two are one, nor one the folder of another", () => {
  const part = fc.oneof(
    fc.constantFrom("", ".", "..", "a", "A", "a (2)", "con", "C:", "\\", "é", "e\u0301", "x".repeat(400)),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const docId = fc.array(part, { maxLength: 4 }).map((parts) => parts.join("/"));
  const property = fc.property(fc.array(docId, { maxLength: 12 }), (docIds) => {
    const entries = docIds.map(entryNamer("files"));
    for (const entry of entries) {
      expect(entry).toMatch(/^files\/./);
      expect(entry).not.toMatch(/\\|:|\p{Cc}|(?:^|\/)\.{0,2}(?:\/|$)/u);
      expect(Buffer.byteLength(entry)).toBeLessThan(1_100);
    }
    const folded = entries.map((entry) => entry.normalize("NFC").toUpperCase());
    expect(new Set(folded).size).toBe(entries.length);
    for (const entry of folded) expect(folded.some((other) => other.startsWith(`${entry}/`))).toBe(false);
  });
  fc.assert(property, { numRuns: 300, seed: Date.now() });
});
