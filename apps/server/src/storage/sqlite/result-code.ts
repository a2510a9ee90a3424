/** Primary result codes of SQLite that tell people something (https://sqlite.org/rescode.html). */
export const resultCodes = { busy: 5, corrupt: 11, cannotOpen: 14, notADatabase: 26 } as const;

/** The primary result code of an error that SQLite gave; its extended code holds it in the lowest byte. */
export function resultCodeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === "number" ? code & 0xff : undefined;
}
