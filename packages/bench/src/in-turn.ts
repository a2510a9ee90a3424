/**
 * A function that gives one value after the other, and starts again after the last. Throws when there are no values.
 */
export function inTurn<Value>(values: readonly Value[]): () => Value {
  const [first] = values;
  if (first === undefined) throw new RangeError("There are no values to give in turn.");
  let index = 0;
  return () => {
    const value = values[index] ?? first;
    index = index + 1 < values.length ? index + 1 : 0;
    return value;
  };
}
