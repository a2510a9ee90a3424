import { resultCodeOf, resultCodes } from "./result-code.js";

const advice: Readonly<Record<number, string>> = {
  [resultCodes.busy]: "is locked by another process. Try again when that has ended.",
  [resultCodes.corrupt]: "is damaged. Put a copy in its place, or move it away to begin with an empty one.",
  [resultCodes.cannotOpen]: "cannot be opened. Allow its file to be read and written, or name another file.",
  [resultCodes.notADatabase]: "is not an SQLite database. Name another file, or move this one away.",
};

/** What SQLite says when a database is opened, as a sentence that tells what to do; other errors as they are. */
export function openFailure(path: string, error: unknown): unknown {
  const code = resultCodeOf(error);
  if (code === undefined) return error;
  const sentence = advice[code] ?? `cannot be opened: ${(error as Error).message}.`;
  return new Error(`The database ${path} ${sentence}`, { cause: error });
}
