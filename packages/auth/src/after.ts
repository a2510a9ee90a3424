/**
 * Whether a value is a promise, of whichever kind. This is the one place that tells: where `Promise` is not the native
 * one (zone.js and with it Angular, bluebird), what an async function or Web Crypto returns is no instance of it.
 */
export function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof (value as Partial<PromiseLike<Value>> | null | undefined)?.then === "function";
}

/**
 * Goes on with a value at once, or with what a promise resolves to once it does. One flow then serves runtimes that
 * hash at once and those that hash later, and the former are spared the cost of a promise for each step.
 */
export function after<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return isPromise(value) ? (value as Promise<Value>).then(next) : next(value as Value);
}
