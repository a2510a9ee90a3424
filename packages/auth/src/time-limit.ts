/**
 * What `run` resolves to, unless the time is over first: then its signal aborts and the promise rejects, whether or
 * not `run` heeds the signal. Throws what `run` throws.
 */
export async function withinTime<Value>(
  milliseconds: number,
  run: (signal: AbortSignal) => Value | Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`nothing came within ${milliseconds} ms.`);
      reject(error);
      controller.abort(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([run(controller.signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
