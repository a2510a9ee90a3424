import { type Block, type FramedBlock, isVisible, type Row } from "../../../blocks.js";
import { type HtmlPiece, scanHtml, showsHtml } from "./scan-html.js";

/**
 * The tables of HTML, its headings, and the text between them.
 *
 * @param markup the source with spaces in place of code, if that stands in it
 * @param kind how the text around them is cut
 */
export function htmlBlocks(source: string, kind: "prose" | "lines", markup = source): Block[] {
  const pieces = scanHtml(markup);
  const blocks: Block[] = [];
  let end = 0;
  let next = 0;
  const addText = (until: number) => {
    const text = source.slice(end, until);
    if (text === "") return;
    let isShown = false;
    for (let piece = pieces[next]; piece && piece.start < until; piece = pieces[++next]) {
      isShown ||= piece.start >= end && showsHtml([piece]);
    }
    // The mark of an item or a quote is no text.
    blocks.push({ kind, source: text, silent: !isShown || /^[\s>*+\-\d.)]*$/.test(text) });
  };
  for (const element of elementsOf(pieces)) {
    addText(element.start);
    blocks.push(element.tag === "table" ? toTable(source, element) : toHeading(source, element));
    end = element.end;
  }
  addText(source.length);
  return withSilentEnds(blocks);
}

/** Tags around a table or a heading, and the white space below it, are part of it. */
function withSilentEnds(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last && isElement(last) && isBare(block)) {
      joined[joined.length - 1] = { ...last, source: last.source + block.source, ...closed(last, block.source) };
    } else if (last && isBare(last) && isElement(block)) {
      joined[joined.length - 1] = { ...block, source: last.source + block.source, ...opened(block, last.source) };
    } else joined.push(block);
  }
  return joined;
}

const isElement = ({ kind }: Block) => kind === "table" || kind === "heading";
const isBare = (block: Block) => !isElement(block) && "silent" in block && block.silent === true;
const closed = (block: Block, text: string) => (block.kind === "table" ? { closing: block.closing + text } : {});
const opened = (block: Block, text: string) => (block.kind === "table" ? { opening: text + block.opening } : {});

interface Element {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
  /** What it holds. */
  readonly pieces: readonly HtmlPiece[];
}

/** The outermost tables that have a row, and the headings outside of them that say something. */
function elementsOf(pieces: readonly HtmlPiece[]): Element[] {
  const elements: Element[] = [];
  let first = -1;
  let depth = 0;
  const close = (index: number, end: number) => {
    const tag = pieces[first]?.tag ?? "";
    const element = { tag, start: pieces[first]?.start ?? 0, end, pieces: pieces.slice(first + 1, index) };
    const says = element.pieces.some(
      tag === "table" ? (piece) => /^t[rdh]$/.test(piece.tag ?? "") : ({ text }) => isVisible(text),
    );
    if (says) elements.push(element);
    first = -1;
  };
  for (const [index, { tag, isEnd, end }] of pieces.entries()) {
    if (first === -1) {
      if (tag === undefined || isEnd || !/^(?:table|h[1-6])$/.test(tag)) continue;
      first = index;
      depth = 1;
    } else if (tag === pieces[first]?.tag) {
      depth += isEnd ? -1 : 1;
      if (depth === 0) close(index, end);
    }
  }
  // A table that is not closed ends with the text.
  if (first !== -1 && pieces[first]?.tag === "table") close(pieces.length, pieces.at(-1)?.end ?? 0);
  return elements;
}

function toHeading(source: string, { tag, start, end, pieces }: Element): Block {
  const title = pieces.map((piece) => (piece.tag === "br" ? " " : piece.text)).join("");
  return {
    kind: "heading",
    level: Number(tag.slice(1)),
    title: title.replaceAll(/\s+/g, " ").trim(),
    source: source.slice(start, end),
  };
}

interface HtmlRow {
  start: number;
  end: number;
  /** Whether all of its cells are header cells. */
  isHeader: boolean;
  /** How many rows the longest of its cells spans. */
  span: number;
  section: string;
}

/** The header is what stands in `thead`, else the rows of `th` alone at the top, else the first row. */
function toTable(source: string, { start, end, pieces }: Element): FramedBlock {
  const rows = rowsOf(pieces, end);
  const inHead = rows.filter(({ section }) => section === "thead").length;
  const firstOther = rows.findIndex(({ isHeader }) => !isHeader);
  const headerCount = inHead || (firstOther === -1 ? 1 : firstOther) || 1;
  const boundTo = rowsBoundBySpans(rows);
  const body = rows.slice(headerCount);
  const opening = source.slice(start, body[0]?.start ?? rows.at(-1)?.end ?? end);
  let from = start + opening.length;
  const framed = body.map((row, index): Row => {
    const text = source.slice(from, row.end);
    from = row.end;
    return { source: text, endsWell: (boundTo[headerCount + index] ?? 0) <= headerCount + index };
  });
  const section = body[0]?.section;
  return {
    kind: "table",
    source: source.slice(start, end),
    opening,
    rows: framed,
    closing: source.slice(from, end),
    silent: !showsHtml(pieces),
    bare: { opening: "<table>", closing: "</table>" },
    repeated: { opening, closing: section ? `</${section}></table>` : "</table>" },
  };
}

/** The rows of a table, without those of tables in its cells. */
function rowsOf(pieces: readonly HtmlPiece[], tableEnd: number): HtmlRow[] {
  const rows: HtmlRow[] = [];
  let open: HtmlRow | undefined;
  let section = "";
  let depth = 0;
  const close = (end: number) => {
    if (open) open.end = end;
    open = undefined;
  };
  const begin = (start: number): HtmlRow => {
    close(start);
    const row: HtmlRow = { start, end: tableEnd, isHeader: true, span: 1, section };
    rows.push(row);
    open = row;
    return row;
  };
  for (const { tag, isEnd, start, end, rowspan = 1 } of pieces) {
    if (tag === "table") depth += isEnd ? -1 : 1;
    else if (depth > 0 || tag === undefined) continue;
    else if (tag === "tr") {
      if (isEnd) close(end);
      else begin(start);
    } else if (/^t(?:head|body|foot)$/.test(tag)) {
      close(start);
      section = isEnd ? "" : tag;
    } else if ((tag === "td" || tag === "th") && !isEnd) {
      const row = open ?? begin(start);
      row.isHeader &&= tag === "th";
      row.span = Math.max(row.span, rowspan);
    }
  }
  return rows;
}

/** For each row, the last of the rows that a cell of it, or of one above it, spans. */
function rowsBoundBySpans(rows: readonly HtmlRow[]): number[] {
  let last = 0;
  return rows.map(({ span }, index) => {
    last = Math.min(rows.length - 1, Math.max(last, index + span - 1));
    return last;
  });
}
