import { homedir } from "node:os";
import { createInterface } from "node:readline";
import { addAbortSignal, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";
import { writeInPieces } from "./write-in-pieces.js";

/** What of a process its terminal consists of. */
export type ProcessStreams = Pick<NodeJS.Process, "stdin" | "stdout" | "stderr" | "env">;

/**
 * The terminal that a process was started in.
 *
 * @param interruption what Ctrl-C aborts; here, when it is typed at a question, where it is a key and no signal
 */
export function processTerminal(streams: ProcessStreams, interruption: AbortController): Terminal {
  const { stdin, stdout, stderr, env } = streams;
  return {
    write: (text) => writeInPieces(stdout, text, interruption.signal),
    writeError: (text) => void stderr.write(text),
    columns: Number(env.COLUMNS) || (stdout.isTTY && stdout.columns) || undefined,
    interactive: stdin.isTTY === true,
    ask: (question, { hidden = false } = {}) => ask(question, hidden, streams, interruption),
    readInput: () => text(addAbortSignal(interruption.signal, stdin)),
    environment: env,
    homeFolder: homedir(),
    now: () => new Date(),
    signal: interruption.signal,
  };
}

/** Questions go to standard error: standard output is for what the command answers. */
function ask(
  question: string,
  hidden: boolean,
  { stdin, stderr }: ProcessStreams,
  interruption: AbortController,
): Promise<string> {
  stderr.write(question);
  // readline echoes what is typed to its output.
  const echo = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : stderr;
  const reader = createInterface({ input: stdin, output: echo, terminal: true });
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
      // A line break that was hidden or not typed was not echoed.
      if (hidden || !answered) stderr.write("\n");
      reject(new UsageError("The input ended before the question was answered."));
    });
  });
}
