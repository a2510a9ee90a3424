import type { View } from "./view.js";

/** Characters that a terminal obeys or does not show: controls, bidi controls, zero-width characters, broken surrogates. */
const unprintable = /[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Zl}\p{Zp}]/gu;

/**
 * What a terminal takes for one command, introduced by 7 bits or by 8 (ECMA-48, sections 5 and 8.3; xterm's "Control
 * Sequences"): a control sequence; an operating system command, up to BEL or ST; another string, up to ST; an escape
 * sequence. A control inside breaks a string off, as in terminals: so no search goes past the next introducer, and a
 * text takes time in proportion to its length. What is broken off, or does not end, is text behind a control.
 */
const sequence = new RegExp(
  [
    "(?:\u001b\\[|\u009b)[0-?]*[ -/]?[@-~]",
    "(?:\u001b\\]|\u009d)[^\u0007\u0018\u001a\u001b\u0080-\u009f]*(?:\u0007|\u001b\\\\|\u009c)",
    "(?:\u001b[PX^_]|[\u0090\u0098\u009e\u009f])[^\u0018\u001a\u001b\u0080-\u009f]*(?:\u001b\\\\|\u009c)",
    "\u001b(?:[!-/]+[0-~]|[0-OQ-WYZ\\\\`-~])",
  ].join("|"),
  "g",
);

/** A text in which everything {@link unprintable} is written as JSON escapes it (`\u202e`). */
export function escapeUnprintable(text: string): string {
  return text.replace(unprintable, (character) => {
    let escaped = "";
    for (let index = 0; index < character.length; index++) {
      escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }
    return escaped;
  });
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
export function printable(text: string, { links = false, onCut }: Partial<Pick<View, "links" | "onCut">> = {}): string {
  const plain = text.replace(sequence, "").replace(unprintable, (character) => (character.trim() === "" ? " " : ""));
  const line = plain.replace(/\s+/g, " ").trim();
  if (links) return line;
  return line.replace(link, (whole, scheme: string, place: string, mark: string | undefined) => {
    const shown = scheme + place + (mark ? `${mark}…` : "");
    if (shown !== whole) onCut?.();
    return shown;
  });
}
