/** What something is now, and how it goes on. */
export interface Steps<Value> {
  /** What it is now. */
  current(): Value;
  /** What it is for this request; the next request sees the next step, and the last step stays. */
  take(): Value;
}

/** Something that starts as `first` with the first of `changes`, and takes the others one by one. */
export function createSteps<Value extends object>(first: Value, changes: readonly Partial<Value>[] = []): Steps<Value> {
  let position = 0;
  const current = () => ({ ...first, ...changes[position] });
  return {
    current,
    take() {
      const value = current();
      if (position < changes.length - 1) position += 1;
      return value;
    },
  };
}
