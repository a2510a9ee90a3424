/** The last of some states, of which each has been handed to `onProgress`, and awaited. */
export async function lastState<State>(
  states: AsyncIterable<State>,
  onProgress: ((state: State) => unknown) | undefined,
): Promise<State> {
  let last: State | undefined;
  for await (const state of states) {
    await onProgress?.(state);
    last = state;
  }
  // What is watched gives at least one state, or throws.
  return last as State;
}
