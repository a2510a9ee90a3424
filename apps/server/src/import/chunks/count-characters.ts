/** Unicode code points of a text: what the length of a chunk is measured in. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index++) {
    if (isPairAt(text, index)) count--;
  }
  return count;
}

/** Where in a text, counted from an offset, so many code points end; the text's end when it has fewer. */
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
