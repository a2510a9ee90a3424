import type { ComparisonReport } from "../compare/judge-comparison.js";
import { writeJUnitFile, writeReportFile } from "./junit.js";
import { hideQueries } from "./redact.js";
import type { Report } from "./report.js";

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

/**
 * Writes the reports of a run that did not take place: a skipped test in JUnit XML, so that CI shows it as neither
 * passed nor failed. Rejects with an Error that names the file where one cannot be written.
 */
export async function writeNotRun(
  { junit, json }: { readonly junit?: string | undefined; readonly json?: string | undefined },
  reason: string,
): Promise<void> {
  if (junit !== undefined) {
    const tests = [{ name: "contract", skipped: `not run: ${reason}` }];
    await writeJUnitFile(junit, "contract", [{ name: "cloud", tests }]);
  }
  if (json !== undefined) {
    await writeReportFile(json, `${JSON.stringify({ target: "cloud", notRun: reason }, null, 2)}\n`);
  }
}
