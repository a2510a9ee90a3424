import { writeReportFile } from "../write-report-file.js";
import { writeJUnitFile } from "./junit.js";

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
