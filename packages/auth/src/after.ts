/**
 * Goes on with a value at once, or with what a promise resolves to once it does. One flow then serves runtimes that
 * hash at once and those that hash later, and the former are spared the cost of a promise for each step.
 */
export function after<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
