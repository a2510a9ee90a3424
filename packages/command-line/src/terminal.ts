/**
 * All that a command has to do with the world outside of it. It comes in as an argument, so that tests run what a shell
 * runs.
 */
export interface Terminal {
  /** Writes to standard output: what the command answers. */
  write(text: string): unknown;
  /** Writes to standard error: what it has to say besides. */
  writeError(text: string): unknown;
  /** Columns that a line should keep to; undefined where nothing limits it, as in a pipe. */
  readonly columns: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Aborted when the user interrupts the command (Ctrl-C), or the system ends it. */
  readonly signal: AbortSignal;
}

/** The parts of a process that its terminal is made of. */
export type ProcessStreams = Pick<NodeJS.Process, "stdin" | "stdout" | "stderr" | "env">;

/** The terminal that a process was started in. */
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
 * Aborted, with the signal's name as reason, by the first of these signals that this process gets. It listens once: a
 * second signal ends the process, where the first did not get through.
 */
export function interruptedBy(...names: readonly NodeJS.Signals[]): AbortController {
  const interruption = new AbortController();
  for (const name of names) process.once(name, () => interruption.abort(name));
  return interruption;
}

/** A reader of standard output that has seen enough (`| head`) is no failure, and does not change what is done. */
export function ignoreClosedOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Resolves when the signal is aborted; at once when it is already. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
