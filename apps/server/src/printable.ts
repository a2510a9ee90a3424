import { stripVTControlCharacters } from "node:util";

/** Characters that a terminal obeys or does not show: controls, bidi controls, zero-width characters. */
const unprintable = /[\p{Control}\p{Format}\p{Surrogate}\p{Zl}\p{Zp}]/gu;

/** A text from elsewhere, such as a file's name, as a terminal may show it: nothing in it is obeyed. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(unprintable, "");
}
