import { isPlain, leftOf, partOf, type Row, rightOf, textOf } from "./rows.js";

/** Rows that belong together, from top to bottom: a column of a page, or what stands across all columns. */
export interface Region {
  readonly rows: readonly Row[];
  /** Whether text may go on in it that ends the column before, or the page before. */
  readonly follows: boolean;
}

/** So many lines beside each other make two columns. */
const fewestLines = 4;

/**
 * Puts the rows of a page into the order in which they are read. Where a gap runs down between two columns of running
 * text, the left one comes first, or the right one where the writing runs to the left; what stands across both parts
 * what is above it from what is below.
 */
export function inReadingOrder(rows: readonly Row[], follows = true): Region[] {
  const left = leftOf(rows);
  const right = rightOf(rows);
  const gutter = findGutter(rows, left, right);
  if (gutter === undefined) return rows.length === 0 ? [] : [{ rows, follows }];
  const regions: Region[] = [];
  let across: Row[] = [];
  let [band, others]: [Row[], Row[]] = [[], []];
  const finishAcross = () => {
    if (across.length > 0) regions.push({ rows: across, follows: follows && regions.length === 0 });
    across = [];
  };
  const finishBand = () => {
    const rightToLeft = [...band, ...others].filter((row) => row.rightToLeft).length * 2 > band.length + others.length;
    const [first, second] = rightToLeft ? [others, band] : [band, others];
    const inside = [...inReadingOrder(first, follows && regions.length === 0), ...inReadingOrder(second)];
    for (const region of inside) regions.push(region);
    [band, others] = [[], []];
  };
  for (const row of rows) {
    const [before, behind] = sidesOf(row, gutter);
    if (before === undefined || behind === undefined) {
      finishBand();
      across.push(row);
      continue;
    }
    finishAcross();
    if (before.length > 0) band.push(partOf(row, before));
    if (behind.length > 0) others.push(partOf(row, behind));
  }
  finishBand();
  finishAcross();
  return regions;
}

/** The segments on each side; none of both when one stands across. */
function sidesOf({ segments }: Row, gutter: number): [Row["segments"], Row["segments"]] | [] {
  if (segments.some(({ left, right }) => left < gutter && right > gutter)) return [];
  return [segments.filter(({ right }) => right <= gutter), segments.filter(({ left }) => left >= gutter)];
}

/** Where the gap between two columns is, if there are two. */
function findGutter(rows: readonly Row[], left: number, right: number): number | undefined {
  if (rows.length < fewestLines) return undefined;
  const width = right - left;
  const steps = Math.min(200, Math.ceil(width / 2));
  let best: { readonly at: number; readonly score: number } | undefined;
  for (let step = Math.ceil(steps * 0.25); step <= steps * 0.75; step++) {
    const at = left + (width * step) / steps;
    const score = columnsAt(rows, at, left, right);
    if (score > (best?.score ?? 0)) best = { at, score };
  }
  return best?.at;
}

/** How well a gap there would part two columns: the number of lines in the shorter of them; 0 when it does not. */
function columnsAt(rows: readonly Row[], at: number, left: number, right: number): number {
  const widths: [number[], number[]] = [[], []];
  const running: [number, number] = [0, 0];
  let [beside, across] = [0, 0];
  const places: [number[], number[]] = [[], []];
  for (const row of rows) {
    const [before, behind] = sidesOf(row, at);
    if (before === undefined || behind === undefined) {
      across++;
      continue;
    }
    if (before.length > 0 && behind.length > 0) beside++;
    [before, behind].forEach((segments, side) => {
      if (segments.length === 0) return;
      const part = partOf(row, segments);
      widths[side]?.push(part.right - part.left);
      places[side]?.push(row.baseline);
      if (isRunningText(part)) running[side === 0 ? 0 : 1]++;
    });
  }
  const lines = Math.min(widths[0].length, widths[1].length);
  // A page of running text may have a table, whose cells are short.
  if (lines < fewestLines || across > 2 * lines) return 0;
  // Rows come from top to bottom.
  const end = Math.min(places[0].at(-1) ?? 0, places[1].at(-1) ?? 0);
  const start = Math.max(places[0][0] ?? 0, places[1][0] ?? 0);
  if (end <= start && beside === 0) return 0;
  if (running[0] < widths[0].length / 2 || running[1] < widths[1].length / 2) return 0;
  const fills = (side: readonly number[], room: number) => median(side) > 0.55 * room;
  return fills(widths[0], at - left) && fills(widths[1], right - at) ? lines - across / 4 : 0;
}

/** Whether it is like a line of a paragraph, rather than the cells of a table. */
function isRunningText(row: Row): boolean {
  const text = textOf(row);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return isPlain(row) && letters > 0.6 * text.length && row.right - row.left > 8 * row.size;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
