/**
 * Whether two texts are equal, in a time that depends on the length of the first alone: neither the place of the
 * first difference nor the length of the second shows. Pass the received text first and the expected one second.
 */
export function equalInConstantTime(received: string, expected: string): boolean {
  let difference = received.length ^ expected.length;
  for (let index = 0; index < received.length; index++) {
    // Past the end of `expected` charCodeAt is NaN, which `^` reads as 0: no branch, and the lengths differ anyway.
    difference |= received.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
