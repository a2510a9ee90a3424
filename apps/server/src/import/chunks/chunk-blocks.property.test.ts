import fc from "fast-check";
import { expect, test } from "vitest";
import { isVisible } from "../blocks.js";
import type { ReadyPoint } from "../read/formats/document-reader.js";
import { readMarkdown } from "../read/formats/markdown.js";
import { readPlainText } from "../read/formats/plain-text.js";
import { countCharacters } from "./boundaries.js";
import { chunkBlocks } from "./chunk-blocks.js";

const seed = 20240828;
const runs = { seed, numRuns: 400 };

const cut = (reader: typeof readMarkdown, text: string, maximumLength: number): ReadyPoint[] => {
  const document = reader(text);
  return "blocks" in document ? [...chunkBlocks(document.blocks, maximumLength)] : [];
};
const typeOf = ({ members }: ReadyPoint) => members.chunk_type;
const titleOf = ({ members }: ReadyPoint) => String(members.chunk_title);

const bound = fc.integer({ min: 1, max: 60 });
const word = fc.constantFrom(
  ...["fox", "jumps.", "Über", "年假", "每年二十五天。", "「好」", "!", "ไม่มี", "한국어", "नमस्ते", "\u1112\u1161\u11ab"],
  ...["👨‍👩‍👧‍👦", "🇨🇳🇩🇪", "👍🏽", "e\u0301\u0323", "a\u200db", "\u0600x", "https://example.com/a?b=c", "x".repeat(70)],
);
const joined = (parts: fc.Arbitrary<string>, separators: string[], minLength: number, maxLength: number) =>
  fc.array(fc.tuple(parts, fc.constantFrom(...separators)), { minLength, maxLength }).map((pairs) =>
    pairs
      .map(([part, separator]) => part + separator)
      .join("")
      .trim(),
  );
const line = joined(word, [" ", "", "  "], 1, 8);
const lines = (prefix: string) =>
  fc.array(line, { minLength: 1, maxLength: 5 }).map((all) => all.map((one) => prefix + one).join("\n"));
const row = fc.array(line, { minLength: 2, maxLength: 2 }).map((cells) => `| ${cells.join(" | ")} |`);

// No word occurs twice, so that each chunk has exactly one place in the document.
const headingLine = joined(fc.constantFrom("Kapitel", "第一章", "Ω+", "🎬", "\u1100\u1161"), [" ", ""], 1, 8);
const headingBlock = fc
  .tuple(fc.integer({ min: 1, max: 6 }), headingLine)
  .map(([level, text]) => `${"#".repeat(level)} ${text}`);
const tableBlock = fc
  .array(row, { minLength: 1, maxLength: 6 })
  .map(([head, ...rows]) => [head, "|--|--|", ...rows].join("\n"));
const block = fc.oneof(
  headingBlock,
  tableBlock,
  lines(""),
  lines("- "),
  lines("> "),
  lines("    "),
  lines("  ").map((code) => `\`\`\`\n${code}\n\`\`\``),
  lines("  ").map((code) => `- step\n\n  \`\`\`\n${code}\n  \`\`\``),
);
const markdown = fc.array(block, { maxLength: 8 }).map((blocks) => blocks.join("\n\n"));

/** Every place of a text between two user-perceived characters. */
function placesBetweenCharacters(text: string): Set<number> {
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
  return new Set([...Array.from(segments, ({ index }) => index), text.length]);
}

/** The chunk without what a part of a table or of code may repeat: the header, the fences. */
function newTexts(chunk: ReadyPoint, before: ReadyPoint | undefined): string[] {
  const { content } = chunk;
  const [head, delimiters, ...rows] = content.split("\n");
  const repeats = typeOf(chunk) === "table" && before !== undefined && typeOf(before) === "table" && rows.length > 0;
  if (repeats && before.content.includes(`${head}\n${delimiters}`)) return [rows.join("\n")];
  if (!/^ *```/m.test(content)) return [content];
  const withoutEnd = content.replace(/\n *```$/, "");
  const withoutStart = (text: string) => text.replace(/^ *```\n/, "");
  return [content, withoutEnd, withoutStart(content), withoutStart(withoutEnd)]
    .map((text) => text.replace(/^\n+/, ""))
    .filter((text) => text !== "");
}

test(`Nothing of a Markdown document is lost, repeated or cut apart (seed ${seed})`, () => {
  const property = fc.property(markdown, bound, (text, maximumLength) => {
    const chunks = cut(readMarkdown, text, maximumLength);
    const places = placesBetweenCharacters(text);
    let end = 0;
    for (const [index, chunk] of chunks.entries()) {
      const [content = "", start = -1] =
        newTexts(chunk, chunks[index - 1])
          .map((candidate): [string, number] => [candidate, text.indexOf(candidate, end)])
          .filter(([, at]) => at !== -1)
          .sort(([, one], [, other]) => one - other)
          .at(0) ?? [];
      expect(start).not.toBe(-1);
      const between = plain(text.slice(end, start));
      if (between !== "") expect(between).toBe(plain(titleOf(chunk)));
      end = start + content.length;
      expect([places.has(start), places.has(end)]).toEqual([true, true]);
    }
    expect(text.slice(end).trim()).toBe("");
  });
  fc.assert(property, runs);
});

/** A heading without its marks and without white space. */
function plain(heading: string): string {
  return heading.trim().replace(/^#+/, "").replaceAll(/\s/g, "");
}

test(`Chunks keep to their bound, and none is empty (seed ${seed})`, () => {
  const property = fc.property(markdown, bound, (text, maximumLength) => {
    for (const chunk of cut(readMarkdown, text, maximumLength)) {
      expect(chunk.content.trim()).not.toBe("");
      expect(chunk.content).toBe(chunk.content.trimEnd());
      expect(chunk.content).not.toMatch(/^\s*\n/);
      expect(countCharacters(titleOf(chunk))).toBeLessThanOrEqual(maximumLength);
      if (countCharacters(chunk.content) <= maximumLength) continue;
      const rows = chunk.content.split("\n").filter((one) => one.startsWith("|") && !one.startsWith("|--"));
      // A row of a table that did not fit, with the header above it, or one character, with the fences around it.
      if (typeOf(chunk) === "table") expect(rows.length).toBeLessThanOrEqual(2);
      else expect(placesBetweenCharacters(withoutFences(chunk.content)).size).toBe(2);
    }
  });
  fc.assert(property, runs);
});

function withoutFences(content: string): string {
  return /^ *```\n/.test(content) && /\n *```$/.test(content)
    ? content.replaceAll(/^ *```\n|\n *```$/g, "").trim()
    : content;
}

test(`A text is cut alike each time (seed ${seed})`, () => {
  const property = fc.property(markdown, bound, (text, maximumLength) => {
    expect(cut(readMarkdown, text, maximumLength)).toEqual(cut(readMarkdown, text, maximumLength));
  });
  fc.assert(property, { ...runs, numRuns: 50 });
});

test(`Every character of a plain text is in a chunk, once and in its order (seed ${seed})`, () => {
  const text = fc.oneof(
    joined(word, [" ", "\n", "\n\n", "", "\u3000"], 0, 60),
    fc.string({ unit: "binary", maxLength: 300 }),
  );
  const property = fc.property(text, bound, (raw, maximumLength) => {
    const source = raw.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "");
    const places = placesBetweenCharacters(source);
    let end = 0;
    for (const { content } of cut(readPlainText, source, maximumLength)) {
      const start = source.indexOf(content, end);
      expect(isVisible(source.slice(end, start))).toBe(false);
      end = start + content.length;
      expect([places.has(start), places.has(end)]).toEqual([true, true]);
      if (countCharacters(content) > maximumLength) expect(placesBetweenCharacters(content).size).toBe(2);
    }
    expect(isVisible(source.slice(end))).toBe(false);
  });
  fc.assert(property, runs);
});

test(`No letter of anything that is read as Markdown is lost (seed ${seed})`, () => {
  const unit = fc.constantFrom(
    ...'#-+*_>|`~=[]()!<>&:;"\\\n\n \t1a年'.split(""),
    "    ",
    "---",
    "|-|-|",
    "\n\n",
    "[a]: b",
    "<a>",
    "```",
    "<table>",
    "<tr><td>",
    "</table>",
    "<h1>",
    "</h1>",
    "{#a}",
    "{: .a}",
  );
  const property = fc.property(fc.string({ unit, maxLength: 120 }), bound, (text, maximumLength) => {
    const found = cut(readMarkdown, text, maximumLength).map((chunk) => titleOf(chunk) + chunk.content);
    let at = 0;
    const all = letters(found.join(""));
    for (const letter of letters(text.replaceAll(/<!--(?!-?>)[\s\S]*?-->|<\/?(?:a|table|tr|td|h1)>|\{: \.a\}/g, ""))) {
      at = all.indexOf(letter, at) + 1;
      expect(at).toBeGreaterThan(0);
    }
  });
  fc.assert(property, { ...runs, numRuns: 3000 });
});

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
