import { type ChildProcess, fork } from "node:child_process";
import { DocumentFailure } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";
import type { CutDocument } from "./read-document.js";
import type { DocumentReader } from "./readers/document-reader.js";
import { documentReaders } from "./readers/document-readers.js";
import type { ReadingAnswer, ReadingOrder } from "./reading-message.js";

/** The readers, in a process. */
export interface ReadingProcess {
  /** By extension as `documentReaders`. They cut their documents as well; one reads at a time. */
  readonly readers: ReadonlyMap<string, DocumentReader>;
  /** Ends the process. */
  close(): void;
}

// By way of the package's root, as importFolder finds its worker.
const mainFile = new URL("../../dist/import/reading-main.js", import.meta.url);

/** How a process ends whose heap is full, where the system tells no signal. */
const abortedExitCode = 134;

/**
 * Reads documents in a process whose memory is limited: parsers may take hundreds of times the size of a file. One that
 * takes more than `maximumHeapMebibytes` fails, and the next one has a new process. It is started when it is needed.
 *
 * Not a thread: V8 may end the whole process when a thread reaches its limit.
 */
export function readingProcess(): ReadingProcess {
  let child: ChildProcess | undefined;
  const start = ({ maximumHeapMebibytes }: ImportLimits): ChildProcess => {
    const started = fork(mainFile, {
      execArgv: [`--max-old-space-size=${maximumHeapMebibytes}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    return started.once("exit", () => {
      if (child === started) child = undefined;
    });
  };
  const read = async (order: ReadingOrder): Promise<CutDocument> => {
    child ??= start(order.limits);
    const answer = await ask(child, order);
    if (answer.kind === "failure") throw new DocumentFailure(answer.message, answer.failedCode);
    return answer.document;
  };
  const readerOf = (extension: string): DocumentReader => {
    return (bytes, limits) => read({ extension, bytes, limits });
  };
  return {
    readers: new Map([...documentReaders.keys()].map((extension) => [extension, readerOf(extension)])),
    close: () => void child?.kill(),
  };
}

function ask(child: ChildProcess, order: ReadingOrder): Promise<ReadingAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off("message", onMessage).off("exit", onExit).off("error", onError);
      act();
    };
    const onMessage = (answer: unknown) => settle(() => resolve(answer as ReadingAnswer));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
      settle(() => reject(signal || code === abortedExitCode ? needsTooMuch(order.limits) : endedBy(code)));
    child.on("message", onMessage).on("exit", onExit).on("error", onError);
    // What goes wrong in sending shows in how the process ends.
    child.send(order, () => undefined);
  });
}

function needsTooMuch({ maximumHeapMebibytes }: ImportLimits): DocumentFailure {
  return new DocumentFailure(
    `To read the file takes more than the ${maximumHeapMebibytes} MiB of memory that are allowed.`,
  );
}

function endedBy(code: number | null): Error {
  return new Error(`The process that reads documents has ended by itself, with code ${code}.`);
}
