import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { DocumentFailure } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";
import type { CutDocument } from "./read-document.js";
import type { DocumentReader } from "./readers/document-reader.js";
import { documentReaders } from "./readers/document-readers.js";
import type { ReadingAnswer, ReadingOrder } from "./reading-message.js";

/** The readers, in a thread. */
export interface ReadingThread {
  /** By extension as `documentReaders`. They cut their documents as well; one reads at a time. */
  readonly readers: ReadonlyMap<string, DocumentReader>;
  close(): Promise<void>;
}

// By way of the package's root, as importFolder finds its worker.
const workerFile = new URL("../../dist/import/reading-worker.js", import.meta.url);

/**
 * Reads documents in a thread whose memory is limited: parsers may take hundreds of times the size of a file. One that
 * takes more than `maximumHeapMebibytes` fails, and the next one has a new thread. It is started when it is needed.
 */
export function readingThread(): ReadingThread {
  let worker: Worker | undefined;
  const start = ({ maximumHeapMebibytes }: ImportLimits) => {
    const started = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: maximumHeapMebibytes } });
    return started.on("error", () => {
      worker = undefined;
    });
  };
  const read = async (order: ReadingOrder): Promise<CutDocument> => {
    worker ??= start(order.limits);
    const answered = once(worker, "message").catch((error: unknown) => {
      throw isOutOfMemory(error) ? needsTooMuch(order.limits) : error;
    });
    worker.postMessage(order);
    const [answer] = (await answered) as [ReadingAnswer];
    if (answer.kind === "failure") throw new DocumentFailure(answer.message, answer.failedCode);
    return answer.document;
  };
  const readerOf = (extension: string): DocumentReader => {
    return (bytes, limits) => read({ extension, bytes, limits });
  };
  return {
    readers: new Map([...documentReaders.keys()].map((extension) => [extension, readerOf(extension)])),
    async close() {
      await worker?.terminate();
    },
  };
}

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
}

function needsTooMuch({ maximumHeapMebibytes }: ImportLimits): DocumentFailure {
  return new DocumentFailure(
    `To read the file takes more than the ${maximumHeapMebibytes} MiB of memory that are allowed.`,
  );
}
