import stringWidth from "string-width";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Terminal columns of a printable text; of one that takes more than `most`, only that it takes more. */
export function widthOf(text: string, most: number): number {
  if (text.length <= most) return stringWidth(text);
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > most) break;
  }
  return width;
}

/** A text cut to a number of terminal columns, with `…` in place of what is missing. No more of it is read than is shown. */
export function fit(text: string, columns: number): string {
  if (columns === Number.POSITIVE_INFINITY) return text;
  let width = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > columns) return `${text.slice(0, end).trimEnd()}…`;
    // One column is kept free for the mark.
    if (width + 1 <= columns) end = index + segment.length;
  }
  return text;
}
