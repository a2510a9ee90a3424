import { stripVTControlCharacters } from "node:util";

/** Characters that a terminal obeys or does not show: controls, bidi controls, zero-width characters, broken surrogates. */
export const unprintable = /[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Zl}\p{Zp}]/gu;

/** A text in which everything {@link unprintable} is written as JSON escapes it (`\u202e`). */
export function escapeUnprintable(text: string): string {
  return text.replace(unprintable, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const unit = character.charCodeAt(index).toString(16);
      return `\\u${unit.padStart(4, "0")}`;
    }).join(""),
  );
}

/**
 * A link: scheme, user, place, then the mark that begins its query or fragment. All but scheme and place may carry
 * credentials. It ends as late as a link can, since what is taken for text behind it is shown.
 */
const link = /(https?:\/\/)(?:[^\s/?#"<>]*@)?([^\s?#"<>]*)(?:([?#])[^\s"<>]*)?/gi;

/**
 * A text from elsewhere as one line that a terminal only shows: white space is one space, terminal sequences and
 * {@link unprintable} characters are gone, links end at their query unless they are to be shown whole.
 */
export function printable(text: string, { links = false }: { readonly links?: boolean } = {}): string {
  const line = stripVTControlCharacters(text).replace(/\s+/g, " ").replace(unprintable, "").trim();
  return links ? line : line.replace(link, cutLink);
}

function cutLink(_whole: string, scheme: string, place: string, mark: string | undefined): string {
  return scheme + place + (mark ? `${mark}…` : "");
}
