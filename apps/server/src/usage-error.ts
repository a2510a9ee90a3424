/** The command line or the environment cannot be used as it is; nothing was changed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
