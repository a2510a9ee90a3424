import type { Block, FramedBlock, Row } from "../../../blocks.js";
import type { HeadingFinder } from "./headings.js";
import { hyphenatedWords, joinLines } from "./join-lines.js";
import type { Line, PagePart, Paragraph } from "./paragraphs.js";
import { isRunning, runningLines } from "./running-lines.js";
import type { PdfTable } from "./tables.js";

/**
 * The parts of all pages as blocks. A paragraph that goes on over a page is not interrupted by what stands at its
 * edges.
 */
export function toBlocks(parts: readonly PagePart[], headings: HeadingFinder): Block[] {
  const words = hyphenatedWords(linesOf(parts).map(({ text }) => text));
  const running = runningLines(parts);
  const blocks: Block[] = [];
  let open: Paragraph | undefined;
  /** What stands at the edges of pages that an open paragraph goes on over. */
  let edges: Block[] = [];
  const finish = () => {
    const ended = open ? paragraphBlocks(open.lines, words) : [];
    for (const block of [...ended, ...edges]) blocks.push(block);
    open = undefined;
    edges = [];
  };
  for (const part of parts) {
    if (part.kind === "table") {
      finish();
      blocks.push(tableBlock(part));
    } else if (isRunning(part, running)) {
      for (const block of paragraphBlocks(part.lines, words)) edges.push(block);
    } else {
      const [heading, lines] = takeHeading(part.lines, headings);
      if (heading) {
        finish();
        blocks.push(heading);
        if (lines.length === 0) continue;
      }
      const goesOn = open?.isOpen === true && !heading && isRestOf(open, part);
      if (!goesOn) finish();
      const first: Line[] = lines.slice(0, 1).map((line) => ({ ...line, continues: goesOn }));
      open = { ...part, lines: [...(open?.lines ?? []), ...first, ...lines.slice(1)] };
    }
  }
  finish();
  return blocks;
}

function linesOf(parts: readonly PagePart[]): Line[] {
  return parts.flatMap((part) => (part.kind === "paragraph" ? part.lines : []));
}

/** Whether a paragraph begins in the middle of a sentence, in letters like those of the one before it. */
function isRestOf({ lines: above, region: before }: Paragraph, { lines: [first], region }: Paragraph): boolean {
  const last = above.at(-1);
  if (before === region || !region.follows || !first || !last || !/^[\p{Ll}\p{Lo}]/u.test(first.text)) return false;
  return Math.abs(first.size - last.size) < 0.1 * last.size;
}

/** The heading that a paragraph begins with, of as many lines as it has, and the lines below it. */
function takeHeading(lines: readonly Line[], headings: HeadingFinder): [Block | undefined, readonly Line[]] {
  for (let count = Math.min(lines.length, 3); count > 0; count--) {
    const own = lines.slice(0, count);
    const level = headings.levelOf(own);
    if (level === undefined) continue;
    const title = own.map(({ text }) => text).reduce((text, line) => joinLines(text, line, new Set()));
    return [{ kind: "heading", level, title, source: `${title}\n\n`, page: own[0]?.page }, lines.slice(count)];
  }
  return [undefined, lines];
}

/** One block for each page. */
function paragraphBlocks(lines: readonly Line[], words: ReadonlySet<string>): Block[] {
  const kind = lines.slice(1).every(({ continues }) => continues) ? "prose" : "lines";
  const pages: { page: number; source: string }[] = [];
  let text = "";
  for (const [index, { text: line, page, continues }] of lines.entries()) {
    const before = text;
    text = index === 0 ? line : continues ? joinLines(text, line, words) : `${text}\n${line}`;
    const last = pages.at(-1);
    // What joining takes away, such as a hyphen, it takes from the end of what stands above.
    const kept = commonLength(before, text);
    if (last) last.source = last.source.slice(0, last.source.length - (before.length - kept));
    if (last && last.page === page) last.source += text.slice(kept);
    else pages.push({ page, source: text.slice(kept) });
  }
  return pages.map(({ page, source }, index): Block => {
    return { kind, page, source: index === pages.length - 1 ? `${source}\n\n` : source };
  });
}

/** How many characters of an earlier text stand at the beginning of a later one. Only its end may differ. */
function commonLength(before: string, text: string): number {
  return text.startsWith(before) ? before.length : before.length - 1;
}

/** A table in Markdown. Its first row is taken as the header. */
function tableBlock({ cells, page }: PdfTable & { readonly page: number }): FramedBlock {
  const [names = [], ...rows] = cells.map((row) => row.map((text) => text.replaceAll("|", "\\|")));
  const toLine = (row: readonly string[]) => `| ${row.join(" | ")} |\n`;
  const opening = `${toLine(names)}|${" --- |".repeat(names.length)}\n`;
  const body = rows.map((row): Row => ({ source: toLine(row), endsWell: true, page }));
  const source = `${opening}${body.map((row) => row.source).join("")}\n`;
  return { kind: "table", source, opening, rows: body, closing: "\n", repeated: { opening, closing: "" }, page };
}
