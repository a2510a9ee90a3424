import type { FailedDocument, ImportEvent, ImportReport, SkippedFile, WaitingDocument } from "./import-options.js";

/** What a report counts. */
export type Tally = Pick<ImportReport, "done" | "unchanged" | "failed" | "waiting" | "deleted" | "skipped">;

/** Tells of events, and counts them. */
export interface ImportTally {
  tell(event: ImportEvent): void;
  /** Of what was told up to now. */
  current(): Tally;
}

/** Counts what an import tells of. */
export function createTally(onProgress: (event: ImportEvent) => void): ImportTally {
  const counts = { done: 0, unchanged: 0, deleted: 0 };
  const failed: FailedDocument[] = [];
  const waiting: WaitingDocument[] = [];
  const skipped: SkippedFile[] = [];
  return {
    tell(event) {
      if (event.type === "skipped") skipped.push({ path: event.path, reason: event.reason });
      if (event.type === "document") {
        if (event.outcome === "failed") failed.push(faultOf(event));
        else if (event.outcome === "waiting") waiting.push({ docId: event.docId, reason: event.reason });
        else counts[event.outcome]++;
      }
      onProgress(event);
    },
    current: () => ({ ...counts, failed, waiting, skipped }),
  };
}

function faultOf({ docId, failedCode, failedMessage }: FailedDocument): FailedDocument {
  return { docId, failedCode, failedMessage };
}
