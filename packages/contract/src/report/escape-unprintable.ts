/** Characters that a terminal obeys or does not show: controls, bidi controls, zero-width characters, broken surrogates. */
const unprintable = /[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Zl}\p{Zp}]/gu;

/**
 * A text from elsewhere, such as a member's name in an answer, as one line that a terminal only shows: everything
 * {@link unprintable} is written as JSON escapes it (`\u202e`), since what a server answers is not to be made nicer.
 */
export function escapeUnprintable(text: string): string {
  return text.replace(unprintable, (character) => {
    let escaped = "";
    for (let index = 0; index < character.length; index++) {
      escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }
    return escaped;
  });
}

/** The same of a text of several lines. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeUnprintable).join("\n");
}
