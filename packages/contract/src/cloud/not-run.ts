import { writeReportFile } from "../write-report-file.js";

/** Where a run that did not take place is told of. */
export interface NotRunFiles {
  readonly junit?: string | undefined;
  readonly json?: string | undefined;
}

/**
 * Writes the reports of a run that did not take place: a skipped test in JUnit XML, so that CI shows it as neither
 * passed nor failed. Rejects with an Error that names the file where one cannot be written.
 *
 * @param reason without characters that XML escapes
 */
export async function writeNotRun({ junit, json }: NotRunFiles, reason: string): Promise<void> {
  const counts = 'tests="1" failures="0" errors="0" skipped="1" time="0"';
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="contract" ${counts}><testsuite name="cloud" ${counts}>`,
    `<testcase classname="cloud" name="contract" time="0"><skipped message="not run: ${reason}"/></testcase>`,
    "</testsuite></testsuites>",
    "",
  ];
  if (junit !== undefined) await writeReportFile(junit, lines.join("\n"));
  if (json !== undefined)
    await writeReportFile(json, `${JSON.stringify({ target: "cloud", notRun: reason }, null, 2)}\n`);
}
