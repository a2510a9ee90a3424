/**
 * Orders texts by their UTF-8 bytes, as point/list does: `<` would compare UTF-16 units, which puts U+1F600 before
 * U+FF01, and localeCompare what a language makes of them.
 */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left.charCodeAt(index) === right.charCodeAt(index)) index += 1;
  if (index === length) return left.length - right.length;
  return byteRank(left.charCodeAt(index)) - byteRank(right.charCodeAt(index));
}

/** UTF-16 units in the order of the UTF-8 bytes that they begin: a surrogate stands for more than U+FFFF. */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}
