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

/**
 * A text from elsewhere, such as a file's name, as one line that a terminal only shows: terminal sequences and other
 * {@link unprintable} characters are gone, and each line break or tab is a space.
 */
export function printable(text: string): string {
  return text.replace(sequence, "").replace(unprintable, (character) => (character.trim() === "" ? " " : ""));
}

/** The same for a text of several lines, which stay apart. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/**
 * The same with nothing taken away: everything {@link unprintable} is written as JSON escapes it (`\u202e`). For texts
 * in which each character counts, one line at a time.
 */
export function escapeUnprintable(line: string): string {
  return line.replace(unprintable, (character) =>
    // Of UTF-16 code units: a character beyond the first plane is escaped as two.
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join(""),
  );
}
