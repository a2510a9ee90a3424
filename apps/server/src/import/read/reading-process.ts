import { fork } from "node:child_process";
import type { Readable } from "node:stream";
import { DocumentFailure, SystemFault, systemReason } from "../failures.js";
import { allowed, type ImportLimits } from "../limits.js";
import type { DocumentReading, DocumentWithPoints } from "./read-document.js";
import {
  lifelineDescriptor,
  type PassedLimit,
  type ReadingAnswer,
  type ReadingRequest,
  unpackPoints,
} from "./reading-message.js";

/** Reads documents in a process of its own. */
interface ReadingProcess extends DocumentReading {
  /** Ends the process at once, whatever it does. */
  close(): void;
}

/**
 * Reads documents in a process whose memory and CPU time are limited: parsers may take hundreds of times the size of a
 * file, and a time that grows with its square. A document that passes a limit fails, and the next one has a new
 * process. When the process ends for any other reason, the document is not to blame. The process is started when it is
 * needed; an abort ends it, and so does the end of this process.
 *
 * Not a thread: V8 may end the whole process when a thread reaches its limit.
 */
export function readingProcess(): ReadingProcess {
  let reader: Reader | undefined;
  const close = () => {
    reader?.end();
    reader = undefined;
  };
  async function* batchesOf(read: Reader, signal: AbortSignal | undefined): DocumentWithPoints["batches"] {
    for (;;) {
      const answer = await read.ask({ kind: "next batch" }, signal);
      if (answer.kind !== "batch" || answer.points === undefined) return;
      yield unpackPoints(answer.points);
    }
  }
  return {
    async read(order, signal) {
      if (reader === undefined || reader.hasEnded()) reader = startReader(order.limits);
      const asked = reader;
      const answer = await asked.ask({ kind: "read", order }, signal);
      if (answer.kind === "failure") throw new DocumentFailure(answer.message, answer.failedCode);
      if (answer.kind === "fault") throw new SystemFault(answer.message);
      if (answer.kind !== "document") throw new Error("A reading process has answered what it was not asked.");
      return { ...answer.content, batches: batchesOf(asked, signal) };
    },
    renew: close,
    close,
  };
}

interface Reader {
  ask(request: ReadingRequest, signal: AbortSignal | undefined): Promise<ReadingAnswer>;
  end(): void;
  hasEnded(): boolean;
}

/**
 * What Node itself needs to start, and tests and tools to run sources. The rest of the environment may hold keys, which
 * a parser that a document has taken over must not find.
 */
const inherited = [
  "NODE_OPTIONS",
  "NODE_COMPILE_CACHE",
  "NODE_ICU_DATA",
  "LD_LIBRARY_PATH",
  "DYLD_LIBRARY_PATH",
  "SystemRoot",
  "TEMP",
  "TZ",
];

function startReader(limits: ImportLimits): Reader {
  const child = fork(new URL("./reading-main.js", import.meta.url), {
    env: Object.fromEntries(inherited.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : []))),
    execArgv: [`--max-old-space-size=${limits.maximumHeapMebibytes}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc", "pipe"],
  });
  const errors = tailOf(child.stderr);
  const lifeline = tailOf(child.stdio[lifelineDescriptor] as Readable);
  let ended: Error | undefined;
  child.once("error", (error) => {
    ended ??= new SystemFault(`The process that reads documents cannot be started: ${systemReason(error)}.`);
  });
  child.once("close", (code, signal) => {
    ended ??= whyEnded(limits, { code, signal, passed: lifeline(), errors: errors() });
  });
  const end = () => void child.kill("SIGKILL");
  return {
    end,
    hasEnded: () => ended !== undefined,
    ask(request, signal) {
      return new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          signal?.removeEventListener("abort", onAbort);
          child.off("message", onMessage).off("close", onEnd).off("error", onEnd);
          act();
        };
        const onMessage = (answer: unknown) => settle(() => resolve(answer as ReadingAnswer));
        const onEnd = () => settle(() => reject(ended));
        const onAbort = () => {
          end();
          settle(() => reject(signal?.reason));
        };
        if (ended || signal?.aborted) return ended ? onEnd() : onAbort();
        signal?.addEventListener("abort", onAbort);
        child.on("message", onMessage).on("close", onEnd).on("error", onEnd);
        // An error of sending is ignored here: the process has ended, and how it ended says more.
        child.send(request, () => undefined);
      });
    },
  };
}

/** The last 4 KiB that a stream has given so far. */
function tailOf(stream: Readable | null): () => string {
  let tail = "";
  stream?.on("data", (chunk: Buffer) => {
    tail = `${tail}${chunk}`.slice(-4096);
  });
  stream?.on("error", () => {});
  return () => tail;
}

interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What the process wrote to its lifeline. */
  readonly passed: string;
  readonly errors: string;
}

function whyEnded(limits: ImportLimits, { code, signal, passed, errors }: ProcessEnd): Error {
  const limit: PassedLimit | undefined =
    passed === "CPU time" || passed === "memory" ? passed : isHeapFull(errors) ? "memory" : undefined;
  const { maximumCpuSeconds, maximumHeapMebibytes } = limits;
  if (limit === "CPU time") {
    return new DocumentFailure(
      `To read the file takes more than ${allowed(maximumCpuSeconds, "second", " of CPU time")}.`,
    );
  }
  if (limit === "memory") {
    return new DocumentFailure(
      `To read the file takes more than the ${maximumHeapMebibytes} MiB of memory that are allowed.`,
    );
  }
  const how = signal === null ? `has ended by itself, with code ${code}` : `was ended by ${signal}`;
  return new SystemFault(`The process that reads documents ${how}.`);
}

/** What V8 says before it ends the process. */
function isHeapFull(errors: string): boolean {
  return errors.includes("JavaScript heap out of memory");
}
