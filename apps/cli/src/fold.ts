import stringWidth from "string-width";

/** What a line may end behind: a word, or one character of a script that writes without spaces, with what closes it. */
const pieces = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]\p{P}*\s*|[^\s\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]+\s*/gu;

/** Folds a printable text into lines of a number of terminal columns; a word that is longer, such as a link, stays whole. */
export function fold(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(pieces) ?? []) {
    if (line && stringWidth(`${line}${piece}`.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line];
}
