/** What a command is given of the world around it, and how it ends. */
export interface Terminal {
  /** Writes to standard output: what a command answers. */
  write(text: string): void;
  /** Writes to standard error: what it has to say besides. */
  writeError(text: string): void;
  now(): Date;
  /** Aborted when the user (Ctrl-C) or the system ends the command. */
  readonly signal: AbortSignal;
  /** What the process ends with. A command sets it where it does not throw and yet all did not go well. */
  exitCode: number;
}

/** The exit code of what the user or the system has interrupted before its end. */
export const interrupted = 130;

/** The command line or the environment cannot be used as it is; nothing was changed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Resolves when the signal is aborted; at once when it is already. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
