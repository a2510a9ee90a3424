import type { ComparisonReport } from "./compare/judge-comparison.js";
import { hideQueries } from "./hide-queries.js";
import type { Report } from "./report.js";
import { writeReportFile } from "./write-report-file.js";

/**
 * Writes a report as JSON, for programs to read.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJson(file: string, report: Report | ComparisonReport): Promise<void> {
  await writeReportFile(file, formatJson(report));
}

/** A report as JSON, without the query of any link. */
export function formatJson(report: Report | ComparisonReport): string {
  const replace = (_key: string, value: unknown) => {
    if (typeof value === "string") return hideQueries(value);
    return value instanceof Map ? Object.fromEntries(value) : value;
  };
  return `${JSON.stringify(report, replace, 2)}\n`;
}
