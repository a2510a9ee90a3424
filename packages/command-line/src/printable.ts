/**
 * Characters that a terminal obeys or does not show: controls, bidi controls, zero-width characters, broken surrogates.
 */
const unprintable = /[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Zl}\p{Zp}]/gu;

/**
 * What a terminal takes as one command, introduced by 7 bits or by 8 (ECMA-48, sections 5 and 8.3; xterm's "Control
 * Sequences"): a control sequence; an operating system command, up to BEL or ST; another string, up to ST; an escape
 * sequence. As in terminals, a control character inside a string ends the match. So no search goes past the next
 * introducer, and the time is proportional to the length of the text. An unfinished string is treated as text after a
 * control character.
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
 * Makes one line of a text from elsewhere, such as a file's name, that a terminal only shows. Terminal sequences and
 * other {@link unprintable} characters are removed, and each line break or tab becomes a space.
 */
export function printable(text: string): string {
  return text.replace(sequence, "").replace(unprintable, (character) => (character.trim() === "" ? " " : ""));
}

/** Does the same for each line of a text; its lines stay apart. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/**
 * Escapes everything {@link unprintable} as JSON does (`\u202e`) instead of removing it: for texts in which each
 * character counts, one line at a time.
 */
export function escapeUnprintable(line: string): string {
  return line.replace(unprintable, (character) =>
    // By UTF-16 code units: a character beyond the first plane is escaped as two.
    Array.from({ length: character.length }, (_, index) => {
      return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join(""),
  );
}
