import { plain } from "../src/show/paint.js";
import type { Terminal } from "../src/terminal.js";

/** A terminal that keeps what is written to it and answers from a script. */
export interface RecordedTerminal extends Terminal {
  /** Everything on standard output and standard error so far. */
  readonly output: string;
  readonly errors: string;
  /** The questions asked so far; `hidden` for an answer that is not shown. */
  readonly questions: { readonly question: string; readonly hidden: boolean }[];
}

export interface Script {
  /** The width of a terminal; without one both outputs are pipes. */
  readonly columns?: number | undefined;
  readonly environment?: Record<string, string>;
  readonly homeFolder?: string;
  /** Answers to questions, in order; without them the terminal is not interactive. */
  readonly answers?: readonly string[];
  /** The content of standard input. */
  readonly input?: string;
  readonly signal?: AbortSignal;
}

/** Without a home folder there are no profiles. */
export function recordTerminal(script: Script = {}): RecordedTerminal {
  const answers = [...(script.answers ?? [])];
  const questions: RecordedTerminal["questions"] = [];
  let output = "";
  let errors = "";
  return {
    write: async (text) => {
      output += typeof text === "string" ? text : [...text].join("");
    },
    writeError: (text) => {
      errors += text;
    },
    columns: script.columns,
    outputIsTerminal: script.columns !== undefined,
    errorColumns: () => script.columns,
    paint: plain,
    errorPaint: plain,
    interactive: script.answers !== undefined,
    ask: async (question, { hidden = false } = {}) => {
      questions.push({ question, hidden });
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`No answer is scripted for: ${question}`);
      return answer;
    },
    readInput: async () => script.input ?? "",
    environment: script.environment ?? {},
    homeFolder: script.homeFolder ?? "/nonexistent",
    now: () => new Date("2024-08-28T12:00:00Z"),
    signal: script.signal ?? new AbortController().signal,
    questions,
    get output() {
      return output;
    },
    get errors() {
      return errors;
    },
  };
}
