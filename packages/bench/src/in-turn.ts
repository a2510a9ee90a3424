/** A function that gives one value after the other, and begins again after the last. Throws where there is none. */
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
