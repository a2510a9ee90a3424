/** Unicode code points of a text: what the length of a chunk is measured in. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index++) {
    if (isPairAt(text, index)) count--;
  }
  return count;
}

/** The offset in a text that lies so many code points behind `start`; the text's end when it has fewer. */
export function offsetAfter(text: string, start: number, characters: number): number {
  let offset = start;
  for (let count = 0; count < characters && offset < text.length; count++) offset += isPairAt(text, offset) ? 2 : 1;
  return Math.min(offset, text.length);
}

/** Whether the code unit there and the next one are a surrogate pair. */
function isPairAt(text: string, index: number): boolean {
  const first = text.charCodeAt(index);
  if (first < 0xd800 || first > 0xdbff) return false;
  const second = text.charCodeAt(index + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}

// One locale, whatever the machine's, so that a text is cut alike everywhere. Scripts without spaces, such as Chinese,
// are cut into words by a dictionary under any locale.
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
const segmenters = {
  sentence: new Intl.Segmenter("en", { granularity: "sentence" }),
  word: new Intl.Segmenter("en", { granularity: "word" }),
  character: characters,
};

/**
 * The last place of a kind, as an offset up to `within`, that is not inside a user-perceived character (grapheme
 * cluster, UAX #29); 0 when there is none. Only segments around the place are looked for: segmenting is slow.
 *
 * @param text begins at such a place, and goes on behind `within` by at least one code point
 */
export function lastBoundary(text: string, within: number, kind: keyof typeof segmenters): number {
  const segments = segmenters[kind].segment(text);
  for (let segment = segments.containing(within); segment; segment = segments.containing(segment.index - 1)) {
    // The next piece must not start with a comma or a space.
    const goodStart = kind !== "word" || segment.isWordLike === true;
    if (segment.index === 0 || (goodStart && isBetweenCharacters(text, segment.index))) return segment.index;
  }
  return 0;
}

/** Whether no user-perceived character has the place in its inside. */
export function isBetweenCharacters(text: string, index: number): boolean {
  return characters.segment(text).containing(index)?.index === index;
}

/** Where the user-perceived character that begins there ends: it may be of any length. */
export function endOfCharacter(text: string, start: number): number {
  for (let length = 64; ; length *= 2) {
    const part = text.slice(start, start + length);
    const end = characters.segment(part).containing(0)?.segment.length ?? 0;
    // The part may end in half of a code point.
    if (end < part.length - 1 || start + part.length === text.length) return start + end;
  }
}
