/** What of the outside world a command touches. */
export interface Terminal {
  /** Writes to standard output: what a command answers. */
  write(text: string): void;
  /** Writes to standard error: what it has to say besides. */
  writeError(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Aborted when the user (Ctrl-C) or the system ends the command. */
  readonly signal: AbortSignal;
}
