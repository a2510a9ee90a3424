import type { Language } from "@viking-kb/command-line";
import type { ImportEvent, ImportReport } from "../import/options.js";
import { describeGone, describeImportEvent, describeImportReport } from "./describe-import.js";
import { type CommandTerminal, interrupted } from "./options.js";

/**
 * Tells on a terminal what happens in the imports of a folder. What cannot be imported, or has lost its file, a watch
 * meets again at each change: that is told where the import before has not told the same.
 */
export function importTeller(terminal: CommandTerminal, language: Language) {
  let before = new Set<string>();
  let now = new Set<string>();
  const tellNews = (line: string) => {
    if (!(before.has(line) || now.has(line))) terminal.write(line);
    now.add(line);
  };
  return {
    onProgress: (event: ImportEvent) => {
      const line = describeImportEvent(event, language);
      if (staysAsItIs(event)) tellNews(line);
      else terminal.write(line);
    },
    onReport: (report: ImportReport) => {
      terminal.write(describeImportReport(report));
      tellNews(describeGone(report));
      [before, now] = [now, new Set()];
      if (!report.interrupted) return;
      terminal.exitCode = interrupted;
      terminal.writeError("Interrupted: the same command goes on where this one ended.\n");
    },
  };
}

/** Whether the next import will tell the same if nobody does anything about it. */
function staysAsItIs(event: ImportEvent): boolean {
  return event.type === "skipped" || (event.type === "document" && ["failed", "waiting"].includes(event.outcome));
}
