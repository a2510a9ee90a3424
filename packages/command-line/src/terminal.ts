/**
 * Everything outside the program that a command uses. It is an argument, so that tests run the same code as a shell.
 */
export interface Terminal {
  /** Writes to standard output: the answer of the command. */
  write(text: string): unknown;
  /** Writes to standard error: everything else that the command says. */
  writeError(text: string): unknown;
  /** The width that lines should keep to, in columns; undefined where nothing limits it, as in a pipe. */
  readonly columns: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Aborted when the user interrupts the command (Ctrl-C), or the system ends it. */
  readonly signal: AbortSignal;
}

/** The parts of a process that make up its terminal. */
export type ProcessStreams = Pick<NodeJS.Process, "stdin" | "stdout" | "stderr" | "env">;

/** The terminal of a process. */
export function processTerminal(
  streams: Omit<ProcessStreams, "stdin">,
  signal: AbortSignal = new AbortController().signal,
): Terminal {
  const { stdout, stderr, env } = streams;
  return {
    write: (text) => stdout.write(text),
    writeError: (text) => stderr.write(text),
    columns: Number(env.COLUMNS) || (stdout.isTTY && stdout.columns) || undefined,
    environment: env,
    now: () => new Date(),
    signal,
  };
}

/**
 * Returns a controller that is aborted by the first of these signals, with its name as the reason. It listens only
 * once: a second signal ends the process, if the first had no effect.
 */
export function interruptedBy(...names: readonly NodeJS.Signals[]): AbortController {
  const interruption = new AbortController();
  for (const name of names) process.once(name, () => interruption.abort(name));
  return interruption;
}

/** Ignores a closed standard output: a reader that has seen enough (`| head`) is no failure, and the work goes on. */
export function ignoreClosedOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Resolves when the signal is aborted, or at once if it already is. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
