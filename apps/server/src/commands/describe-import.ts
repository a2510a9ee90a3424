import { type Language, printable } from "@viking-kb/command-line";
import { failedCodes } from "@viking-kb/spec";
import type { DocumentEvent, ImportEvent, ImportReport } from "../import/options.js";
import { nameOfEncoding } from "../import/read/decode-text.js";
import { counted } from "./counted.js";

/**
 * A line about what has just happened in an import; empty for what is not worth one. In Chinese it says what the
 * contract says of a `failed_code`; all else is English, the reason of the failure too.
 */
export function describeImportEvent(event: ImportEvent, language: Language): string {
  switch (event.type) {
    case "queued":
      return event.documents === 0 ? "" : `${event.documents} to import\n`;
    case "skipped":
      return line("skipped", `${event.path}: ${event.reason}`);
    case "document":
      // A folder may hold a thousand files: only those that changed are worth a line.
      return event.outcome === "unchanged" ? "" : line(event.outcome, describeDocument(event, language));
  }
}

/** The closing line: `office (project default, kb-…): 2 done, 1 failed; it holds 4 points.` */
export function describeImportReport(report: ImportReport): string {
  const { collectionName, projectName, resourceId, pointCount } = report;
  const counts: readonly [count: number, what: string][] = [
    [report.done, "done"],
    [report.unchanged, "unchanged"],
    [report.deleted, "deleted"],
    [report.failed.length, "failed"],
    [report.waiting.length, "waiting"],
    [report.skipped.length, "skipped"],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const happened = told.length > 0 ? told.join(", ") : "nothing to import";
  return `${collectionName} (project ${projectName}, ${resourceId}): ${happened}; it holds ${counted(pointCount, "point")}.\n`;
}

/** What can be done about documents without a file; empty where there are none. */
export function describeGone({ gone, prunable }: ImportReport): string {
  if (gone === 0) return "";
  const [documents, them] = gone === 1 ? ["1 document is", "it"] : [`${gone} documents are`, "them"];
  const others = prunable > gone ? `, and also ${counted(prunable - gone, "document")} from elsewhere` : "";
  const advice =
    prunable === 0 ? "--prune deletes nothing while the folder holds no document" : `--prune deletes ${them}${others}`;
  return `${documents} no longer in the folder; ${advice}.\n`;
}

function describeDocument(event: DocumentEvent, language: Language): string {
  if (event.outcome === "failed")
    return `${explainCode(event.failedCode, language)}  ${event.docId}: ${event.failedMessage}`;
  if (event.outcome === "waiting") {
    const served =
      event.pointCount > 0 ? `; until then it has its ${counted(event.pointCount, "point")} of before` : "";
    return `${event.docId}: ${event.reason} The next import takes it up${served}.`;
  }
  if (event.outcome !== "done") return event.docId;
  const readAs = event.encoding === undefined ? "" : `, read as ${nameOfEncoding(event.encoding)}`;
  return `${counted(event.pointCount, "point")}  ${event.docId}${readAs}`;
}

/** In English the reason, which follows, says the same as the meaning, and more. */
function explainCode(failedCode: number, language: Language): string {
  const known = failedCodes.find(({ code }) => code === failedCode);
  return known && language === "zh" ? `${failedCode}（${known.meaning.zh}）` : `${failedCode}`;
}

function line(outcome: string, text: string): string {
  return `${outcome.padEnd(9)}${printable(text)}\n`;
}
