import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { expect, test } from "vitest";
import { readMarkdown } from "../read/formats/markdown.js";
import { countCharacters } from "./boundaries.js";
import { chunkBlocks } from "./chunk-blocks.js";

const seed = 20240829;
const runs = { seed, numRuns: 300 };

const cut = (text: string, maximumLength: number) => {
  const document = readMarkdown(text);
  if (!("blocks" in document)) throw new Error("There are no blocks.");
  return [...chunkBlocks(document.blocks, maximumLength)].map(({ content, members }) => ({
    content,
    type: members.chunk_type,
  }));
};

/** Cells of each row; no two rows are alike, since each begins with its number. */
const table = fc
  .array(
    fc.array(fc.constantFrom("fox", "年假", "a. b", "x &amp; y", "👍🏽", "long ".repeat(9)), {
      minLength: 1,
      maxLength: 3,
    }),
    {
      minLength: 2,
      maxLength: 12,
    },
  )
  // A header that leaves no room is not repeated.
  .map(([, ...rows]) => [["fox", "年假"], ...rows].map((cells, index) => [`№${index}.`, ...cells]));

const gaps = fc.constantFrom("", "\n", " \n  ", "<!-- </tr> -->");
const style = fc.record({
  gap: gaps,
  attributes: fc.constantFrom("", " class=a", ' title="<tr>"'),
  head: fc.constantFrom("none", "thead", "th"),
  isClosed: fc.boolean(),
  around: fc.constantFrom(["", ""], ["Before. ", " After."], ["<div>\n", "\n</div>"], ["- ", ""], ["> ", ""]),
});

test(`Each part of a table in HTML is a table with its header, and each row is in one of them (seed ${seed})`, () => {
  const property = fc.property(table, style, fc.integer({ min: 120, max: 400 }), (rows, how, maximumLength) => {
    const { gap, attributes, head, isClosed, around } = how;
    const end = (tag: string) => (isClosed ? `</${tag}>` : "");
    const written = rows.map((cells, index) => {
      const tag = head !== "none" && index === 0 ? "th" : "td";
      const row = `<tr${attributes}>${cells.map((cell) => `<${tag}>${cell}${end(tag)}`).join("")}${end("tr")}`;
      return head === "thead" && index === 0 ? `<thead>${row}</thead><tbody>` : row;
    });
    const [before = "", after = ""] = around;
    const lines = `<table${attributes}>${gap}${written.join(gap)}${gap}</table>`;
    const quoted = lines.replaceAll("\n", before === "> " ? "\n> " : before === "- " ? "\n  " : "\n");
    const found: string[][] = [];
    const parts = cut(`${before}${quoted}${after}`, maximumLength).filter(({ content }) => content.includes("<table"));
    for (const { content, type } of parts) {
      const tables = tablesOf(content.replaceAll("\n>", "\n"));
      expect(tables).toHaveLength(1);
      const [header, ...others] = tables[0] ?? [];
      expect(header).toEqual(textsOf(rows[0] ?? []));
      found.push(...others);
      if (before !== "- " && parts.length > 1) expect(type).toBe("table");
      if (countCharacters(content) > maximumLength) expect(others.length).toBeLessThanOrEqual(1);
    }
    expect(found).toEqual(rows.slice(1).map(textsOf));
  });
  fc.assert(property, runs);
});

test(`Each part of a table in a list or a quote has its header, and each row is in one of them (seed ${seed})`, () => {
  const place = fc.constantFrom(
    ["> ", "> "],
    ["- ", "  "],
    ["12. ", "    "],
    ["> - ", ">   "],
    ["- > ", "  > "],
    ["- step\n\n  ", "  "],
    ["> text\n>\n> ", "> "],
  );
  const property = fc.property(
    table,
    place,
    fc.integer({ min: 120, max: 400 }),
    (rows, [first, next], maximumLength) => {
      const width = Math.max(...rows.map(({ length }) => length));
      const written = rows.map(
        (cells) => `| ${Array.from({ length: width }, (_, column) => cells[column] ?? "").join(" | ")} |`,
      );
      const [header = "", ...others] = written;
      const lines = [header, `|${"---|".repeat(width)}`, ...others];
      const text = `${first}${lines.join(`\n${next}`)}\n`;
      const found: string[] = [];
      for (const { content } of cut(text, maximumLength)) {
        const shown = content.split("\n").map((line) => line.slice(Math.max(line.indexOf("|"), 0)));
        const inPart = shown.filter((line) => line.startsWith("| "));
        if (inPart.length === 0) continue;
        expect(inPart[0]).toBe(header);
        expect(shown[shown.indexOf(header) + 1]).toBe(lines[1]);
        found.push(...inPart.slice(1));
      }
      expect(found).toEqual(others);
    },
  );
  fc.assert(property, runs);
});

function textsOf(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replace("&amp;", "&").trim());
}

/** The texts of the cells of each row of each table, as a browser would find them. */
function tablesOf(html: string): string[][][] {
  const childrenOf = (node: object) =>
    "childNodes" in node ? (node.childNodes as DefaultTreeAdapterTypes.Node[]) : [];
  const all = (node: object, name: RegExp): object[] =>
    childrenOf(node).flatMap((child) => (name.test(child.nodeName) ? [child] : all(child, name)));
  const textOf = (node: object): string =>
    "value" in node
      ? String(node.value)
      : childrenOf(node)
          .filter(({ nodeName }) => nodeName !== "#comment")
          .map(textOf)
          .join("");
  const rowsOf = (found: object) =>
    all(found, /^tr$/).map((row) => all(row, /^t[dh]$/).map((cell) => textOf(cell).trim()));
  return all(parseFragment(html), /^table$/).map(rowsOf);
}
