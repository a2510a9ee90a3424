/** The XML of each row of a sheet. Without prefixes, as all programs write them; of other sheets there is none. */
export function* rowsIn(part: Buffer): Generator<Buffer> {
  for (let row = part.indexOf("<row"); row !== -1; ) {
    const next = part.indexOf("<row", row + 4);
    yield part.subarray(row, next === -1 ? part.length : next);
    row = next;
  }
}

/** The earliest and the latest moment of a Date are a hundred million days from 1970. */
const mostDays = 1e8;

/**
 * The numbers of a sheet that are too large for a Date, such as a telephone number in a column of dates, by their place
 * (`B2`).
 */
export function numbersBeyondDates(part: Buffer): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const cell = /<c(?=[\s/>])([^<>]*)>(?:(?:<f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/f>))?<v>([^<]*)<\/v>)?/g;
  let row = -1;
  for (const xml of rowsIn(part)) {
    const text = xml.toString("latin1");
    const [, given] = /^<row\s[^<>]*?\br="(\d+)"/.exec(text) ?? [];
    row = given === undefined ? row + 1 : Number(given) - 1;
    let column = -1;
    for (const [, attributes = "", value] of text.matchAll(cell)) {
      // A row or a cell that names no place comes after the one before it.
      const [, letters] = /\sr="([A-Z]+)\d+"/.exec(attributes) ?? [];
      column = letters === undefined ? column + 1 : columnOf(letters);
      const number = Number(value);
      if (value !== undefined && Math.abs(number) > mostDays / 2) numbers.set(cellName(row, column), number);
    }
  }
  return numbers;
}

/** Counted from 0: `B` is 1. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** As Excel names a cell, counted from 0: `B2` is 1, 1. */
export function cellName(row: number, column: number): string {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
