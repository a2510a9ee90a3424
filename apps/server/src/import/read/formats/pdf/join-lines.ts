/** In Chinese and Japanese, and beside their punctuation, nothing stands between two lines. Korean has spaces. */
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\u3000-\u303f\uff00-\uffef]/u;

/** What a hyphen at the end of a line may be. */
const hyphenAtEnd = /(?<=\p{L})[-\u2010\u00ad]$/u;

/**
 * Joins a line to the text above it, both of one paragraph. A word that was cut at the line's end becomes whole; it
 * keeps its hyphen where the document writes it with one elsewhere.
 *
 * @param words in lower case, those that the document has within its lines
 */
export function joinLines(text: string, line: string, words: ReadonlySet<string>): string {
  const cut = text.replace(hyphenAtEnd, "");
  if (cut !== text && /^\p{Ll}/u.test(line)) {
    const [, before = ""] = /(\p{L}+)$/u.exec(cut) ?? [];
    const [behind = ""] = /^\p{L}+/u.exec(line) ?? [];
    const hasHyphen = !text.endsWith("\u00ad") && words.has(`${before}-${behind}`.toLowerCase());
    return (hasHyphen ? `${cut}-` : cut) + line;
  }
  return text + glueBetween(text, line) + line;
}

/** What stands between two lines of running text: a space, or nothing. */
export function glueBetween(text: string, line: string): "" | " " {
  const [last = "", first = ""] = [Array.from(text.slice(-2)).at(-1), Array.from(line.slice(0, 2))[0]];
  if (unspaced.test(last) && unspaced.test(first)) return "";
  // A dash or a slash that ends a line needs none, as in addresses.
  return /\S[/\u2014]$/u.test(text) ? "" : " ";
}

/** Words with a hyphen in them, in lower case. */
export function hyphenatedWords(lines: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const line of lines) {
    for (const [word] of line.matchAll(/\p{L}+(?:[-\u2010]\p{L}+)+/gu)) {
      words.add(word.replaceAll("\u2010", "-").toLowerCase());
    }
  }
  return words;
}
