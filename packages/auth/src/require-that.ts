/** Throws a TypeError with this advice where something that signing needs is not so. */
export function requireThat(isSo: unknown, advice: string): asserts isSo {
  if (!isSo) throw new TypeError(advice);
}
