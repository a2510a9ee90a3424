import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { DocumentFailure, SystemFault } from "../failures.js";
import { type ReadingOrder, readDocument } from "./read-document.js";
import { documentReaders } from "./readers.js";
import type { GuardNotice } from "./reading-guard.js";
import { type PackedPoints, packPoints, type ReadingAnswer, type ReadingRequest } from "./reading-message.js";

// A reading process runs this: it reads one document after the other and hands over the points batch by batch.

// A signal to the whole process group, such as Ctrl-C, is meant for the import, which then ends this process itself.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

const guard = new Worker(new URL("./reading-guard.js", import.meta.url));
const guarded = once(guard, "message");
let batches: Iterator<PackedPoints> | undefined;

process.on("message", async (request: ReadingRequest) => {
  const answer = request.kind === "read" ? await read(request.order) : nextBatch();
  process.send?.(answer);
});

async function read(order: ReadingOrder): Promise<ReadingAnswer> {
  await guarded;
  tellGuard({ limits: order.limits });
  try {
    const { batches: all, ...content } = await readDocument(order, documentReaders, packPoints);
    batches = all.values();
    return { kind: "document", content };
  } catch (error) {
    if (error instanceof SystemFault) return { kind: "fault", message: error.message };
    if (!(error instanceof DocumentFailure)) throw error;
    return { kind: "failure", message: error.message, failedCode: error.failedCode };
  } finally {
    tellGuard({});
  }
}

function nextBatch(): ReadingAnswer {
  return { kind: "batch", points: batches?.next().value };
}

function tellGuard(notice: GuardNotice): void {
  guard.postMessage(notice);
}
