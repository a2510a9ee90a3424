import type { PagePart, Paragraph } from "./paragraphs.js";

/** What stands at the edge of so many pages runs through the document. */
const fewestPages = 3;

/** The first and last paragraph of a page may be a running header or footer, of at most so many lines. */
const mostLines = 2;

/** The running headers and footers, and page numbers: what pages begin or end with, but for its numbers. */
export function runningLines(parts: readonly PagePart[]): ReadonlySet<string> {
  const pages = new Map<number, PagePart[]>();
  for (const part of parts) {
    const page = part.kind === "table" ? part.page : part.lines[0]?.page;
    if (page !== undefined) pages.set(page, [...(pages.get(page) ?? []), part]);
  }
  const counts = new Map<string, number>();
  for (const own of pages.values()) {
    const edges = new Set([own[0], own[1], own.at(-2), own.at(-1)].flatMap((part) => keyOf(part) ?? []));
    for (const key of edges) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count >= fewestPages ? [key] : [])));
}

export function isRunning(part: Paragraph, running: ReadonlySet<string>): boolean {
  const key = keyOf(part);
  return key !== undefined && running.has(key);
}

function keyOf(part: PagePart | undefined): string | undefined {
  if (part?.kind !== "paragraph" || part.lines.length > mostLines) return undefined;
  return part.lines.map(({ text }) => text.replaceAll(/\d+|^[ivxl]+$/g, "#")).join("\n");
}
