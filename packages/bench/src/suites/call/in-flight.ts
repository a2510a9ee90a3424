/** Makes so many calls, with so many in flight from the first to the last: each begins where another has ended. */
export async function inFlight(call: () => Promise<unknown>, calls: number, concurrency: number): Promise<void> {
  let begun = 0;
  const callInTurn = async () => {
    while (begun++ < calls) await call();
  };
  await Promise.all(Array.from({ length: concurrency }, callInTurn));
}
