/** What of the outside world a command touches. It comes in as an argument, so that tests run what the shell runs. */
export interface Terminal {
  /** Writes a text, or one after the other, to standard output. Rejects when the user interrupts the command. */
  write(text: string | Iterable<string>): Promise<void>;
  /** Writes to standard error. */
  writeError(text: string): void;
  /** Columns that a line should keep to; undefined where nothing limits it, as in a pipe. */
  readonly columns: number | undefined;
  /** Whether somebody is there to answer questions: standard input is a terminal. */
  readonly interactive: boolean;
  /** Asks for one line; a hidden answer is not shown while it is typed. Rejects when the input ends. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string>;
  /** Reads standard input to its end. */
  readInput(): Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the user's home folder. */
  readonly homeFolder: string;
  now(): Date;
  /** Aborted when the user interrupts the command (Ctrl-C). */
  readonly signal: AbortSignal;
}
