import { SingleBar } from "cli-progress";

/** How far something is. */
export interface ProgressStep {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** Takes how far something is. */
export type OnProgress = (step: ProgressStep) => void;

/** Where progress is told, and by which clock. */
export interface ProgressSettings {
  /** Writes to standard error, which is no terminal. */
  writeError(text: string): unknown;
  /** Standard error where it is a terminal. */
  readonly terminalStream?: NodeJS.WritableStream | undefined;
  /** In milliseconds, from any moment on. */
  readonly steady?: (() => number) | undefined;
  /** Calls back again and again; returns what ends that. */
  readonly every?: ((milliseconds: number, look: () => void) => () => void) | undefined;
}

/** What is over sooner tells nothing. */
const quick = 2_000;
/** Between two lines. */
const apart = 5_000;

/** Does some work, and tells how far it is: by a bar on a terminal, by a line now and then elsewhere. */
export async function withProgress<Result>(
  { writeError, terminalStream, steady = () => performance.now(), every = everyReal }: ProgressSettings,
  work: (onProgress: OnProgress) => Promise<Result>,
): Promise<Result> {
  const started = steady();
  let step: ProgressStep | undefined;
  let told = Number.NEGATIVE_INFINITY;
  let bar: SingleBar | undefined;

  const look = () => {
    if (step === undefined || steady() - started < quick) return;
    const { what, done, total } = step;
    const seconds = Math.round((steady() - started) / 1000);
    if (terminalStream !== undefined) {
      bar ??= startBar(terminalStream, step, seconds);
      bar.setTotal(total);
      bar.update(done, { what, seconds });
    } else if (steady() - told >= apart) {
      told = steady();
      writeError(`${what}: ${done} of ${total}, ${seconds} s\n`);
    }
  };
  const stop = every(500, look);
  try {
    return await work((next) => {
      step = next;
    });
  } finally {
    stop();
    bar?.stop();
  }
}

/** It is gone when all is done. The library's own way of ending on a signal would keep the process from ending. */
function startBar(stream: NodeJS.WritableStream, { what, done, total }: ProgressStep, seconds: number): SingleBar {
  const bar = new SingleBar({
    ...{ stream, format: "[{bar}] {value} of {total}, {seconds} s  {what}", barsize: 24 },
    ...{ clearOnComplete: true, gracefulExit: false, hideCursor: null, barCompleteChar: "#", barIncompleteChar: "." },
  });
  bar.start(total, done, { what, seconds });
  return bar;
}

function everyReal(milliseconds: number, look: () => void): () => void {
  const timer = setInterval(look, milliseconds).unref();
  return () => clearInterval(timer);
}
