import { homedir } from "node:os";
import { createInterface } from "node:readline";
import { addAbortSignal, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import {
  type Terminal as PlainTerminal,
  type ProcessStreams,
  processTerminal as plainTerminal,
  UsageError,
} from "@viking-kb/command-line";
import { type Paint, paintFor } from "./show/paint.js";
import { writeInPieces } from "./write-in-pieces.js";

/** A terminal that also asks questions, reads input, and writes long output piece by piece. */
export interface Terminal extends PlainTerminal {
  /** Writes a text, or several in order, to standard output. Rejects when the user interrupts the command. */
  write(text: string | Iterable<string>): Promise<void>;
  /** Whether standard output is a terminal, so that what is no part of the answer may stand below it. */
  readonly outputIsTerminal: boolean;
  /** The width of the terminal that standard error is at the moment; undefined where it is none. */
  errorColumns(): number | undefined;
  /** Emphasises texts for standard output. */
  readonly paint: Paint;
  /** Emphasises texts for standard error. */
  readonly errorPaint: Paint;
  /** Whether a user can answer questions: standard input is a terminal. */
  readonly interactive: boolean;
  /** Asks for one line; a hidden answer is not shown while it is typed. Rejects when the input ends. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string>;
  /** Reads standard input to its end. */
  readInput(): Promise<string>;
  /** Absolute path of the user's home folder. */
  readonly homeFolder: string;
}

/**
 * The terminal of a process.
 *
 * @param interruption what Ctrl-C aborts; at a question Ctrl-C is only a key, so it is aborted here
 */
export function processTerminal(streams: ProcessStreams, interruption: AbortController): Terminal {
  const { stdin, stdout, stderr, env } = streams;
  const { signal } = interruption;
  return {
    ...plainTerminal(streams, signal),
    write: (text) => writeInPieces(stdout, text, signal),
    outputIsTerminal: stdout.isTTY === true,
    errorColumns: () =>
      stderr.isTTY && env.TERM !== "dumb" ? Number(env.COLUMNS) || stderr.columns || undefined : undefined,
    paint: paintFor(stdout.isTTY === true, env),
    errorPaint: paintFor(stderr.isTTY === true, env),
    interactive: stdin.isTTY === true,
    ask: (question, { hidden = false } = {}) => ask(question, hidden, streams, interruption),
    readInput: () => text(addAbortSignal(signal, stdin)),
    homeFolder: homedir(),
  };
}

/** Questions go to standard error: standard output is for what the command answers. */
function ask(
  question: string,
  hidden: boolean,
  { stdin, stderr }: ProcessStreams,
  interruption: AbortController,
): Promise<string> {
  // readline echoes what is typed to its output.
  const echo = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : stderr;
  const reader = createInterface({ input: stdin, output: echo, terminal: true });
  // Only now: what is typed or pasted before this, the terminal itself would show.
  stderr.write(question);
  return new Promise((resolve, reject) => {
    let answered = false;
    reader.once("line", (line) => {
      answered = true;
      resolve(line);
      reader.close();
    });
    reader.once("SIGINT", () => {
      interruption.abort();
      reader.close();
    });
    reader.once("close", () => {
      // The line break was hidden or not typed, so it is not on the screen yet.
      if (hidden || !answered) stderr.write("\n");
      reject(new UsageError("The input ended before the question was answered."));
    });
  });
}
