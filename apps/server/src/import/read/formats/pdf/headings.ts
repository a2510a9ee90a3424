import type { PDFDocumentProxy } from "pdfjs-dist";
import type { Line } from "./paragraphs.js";

/** An entry of the outline, which viewers show as bookmarks. */
export interface OutlineEntry {
  readonly title: string;
  /** 1 is the uppermost. */
  readonly level: number;
  /** Absent when it leads elsewhere. */
  readonly page: number | undefined;
}

/** Of a longer outline only so many entries are used: to find where each leads takes time. */
const mostEntries = 2_000;

type Outline = Awaited<ReturnType<PDFDocumentProxy["getOutline"]>>;

/** The outline in its order; none when there is none, or it is damaged. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  let outline: Outline | null;
  try {
    outline = await pdf.getOutline();
  } catch {
    return [];
  }
  const entries: OutlineEntry[] = [];
  const stack = (outline ?? []).toReversed().map((item) => ({ item, level: 1 }));
  for (let next = stack.pop(); next && entries.length < mostEntries; next = stack.pop()) {
    const { item, level } = next;
    entries.push({ title: item.title, level, page: await pageOf(pdf, item.dest) });
    for (const child of item.items.toReversed()) stack.push({ item: child, level: level + 1 });
  }
  return entries;
}

async function pageOf(pdf: PDFDocumentProxy, destination: string | readonly unknown[] | null) {
  try {
    const place = typeof destination === "string" ? await pdf.getDestination(destination) : destination;
    const [page] = place ?? [];
    if (typeof page === "number") return page + 1;
    return isReference(page) ? (await pdf.getPageIndex(page)) + 1 : undefined;
  } catch {
    return undefined;
  }
}

function isReference(value: unknown): value is { num: number; gen: number } {
  return typeof value === "object" && value !== null && "num" in value && "gen" in value;
}

/** Finds out which lines are headings. */
export interface HeadingFinder {
  /** The level of the heading that lines make together; undefined when they are none. */
  levelOf(lines: readonly Line[]): number | undefined;
}

/** A heading has at most so many characters. */
const longest = 200;

/** Larger than the body's letters by so much. */
const larger = 1.15;

/** Headings are the lines that the outline names, or, where it names none, those in larger letters than most text. */
export function findHeadings(lines: readonly Line[], outline: readonly OutlineEntry[]): HeadingFinder {
  const levels = new Map<string, number>();
  for (const { title, level, page } of outline) {
    const key = letters(title);
    if (page !== undefined && key !== "") levels.set(`${page} ${key}`, level);
  }
  const named = (some: readonly Line[]) => {
    const [first] = some;
    // An item of a list at the top of a page may name the headings below it.
    if (first === undefined || /^[•●▪■◦‣]\s/.test(first.text)) return undefined;
    const { page } = first;
    const text = letters(some.map((line) => line.text).join(" "));
    return levels.get(`${page} ${text}`) ?? levels.get(`${page} ${text.replace(/^(?:chapter|第)?[\d]+[章节]?/iu, "")}`);
  };
  if (lines.some((line) => named([line]) !== undefined)) return { levelOf: named };

  const body = usualSize(lines);
  const sizes = [...new Set(lines.filter(isHeadingLike).map(({ size }) => rounded(size)))]
    .filter((size) => size >= larger * body)
    .sort((one, other) => other - one);
  return {
    levelOf(some) {
      const [first] = some;
      const length = some.reduce((sum, { text }) => sum + text.length, 0);
      if (!first || length > longest || !some.every(isHeadingLike)) return undefined;
      const rank = sizes.indexOf(rounded(first.size));
      return rank === -1 ? undefined : Math.min(rank + 1, 6);
    },
  };
}

function isHeadingLike({ text }: Line): boolean {
  return text.length <= longest && /\p{L}{2}|\p{Lo}/u.test(text);
}

/** The size of most letters of the document. */
function usualSize(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const { text, size } of lines) counts.set(rounded(size), (counts.get(rounded(size)) ?? 0) + text.length);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
}

/** Sizes differ a little between lines of one kind. */
function rounded(size: number): number {
  return Math.round(2 * size) / 2;
}

function letters(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
