import { access, appendFile, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Terminal } from "@viking-kb/command-line";
import { CannotRunError } from "../finding.js";
import { formatAnnotations } from "./annotations.js";
import { faultsOf } from "./faults.js";
import { formatHtml, formatHtmlNotRun } from "./html.js";
import { writeJUnitFile, writeReportFile } from "./junit.js";
import { suitesOf } from "./junit-suites.js";
import { formatMarkdown, formatMarkdownNotRun } from "./markdown.js";
import { hideQueries, isRedacted } from "./redact.js";
import { type Report, summarize } from "./report.js";

/** The files that a run is to write. */
export interface ReportFiles {
  readonly junit?: string | undefined;
  readonly json?: string | undefined;
  readonly markdown?: string | undefined;
  readonly html?: string | undefined;
}

/**
 * Looks whether each file can be written, since after the run it is too late.
 * Rejects with a CannotRunError that names the file.
 */
export async function assertWritable({ junit, json, markdown, html }: ReportFiles): Promise<void> {
  const files = [junit, json, markdown, html].filter((file) => file !== undefined);
  const twice = files.find((file, index) => files.some((one, at) => at < index && resolve(one) === resolve(file)));
  if (twice !== undefined)
    throw new CannotRunError(`Two reports cannot both be ${twice}: give each a file of its own.`);
  for (const file of files) {
    const reason = await whyNotWritable(file).catch(({ code }: NodeJS.ErrnoException) => code);
    if (reason === undefined) continue;
    throw new CannotRunError(`Cannot write ${file} (${reason}): give a file in a folder that exists.`);
  }
}

async function whyNotWritable(file: string): Promise<string | undefined> {
  if (file === "") return "ENOENT";
  const there = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (there?.isDirectory()) return "EISDIR";
  if (there === undefined && !(await stat(dirname(file))).isDirectory()) return "ENOTDIR";
  await access(there ? file : dirname(file), constants.W_OK);
  return undefined;
}

/**
 * Writes the reports of a run; in GitHub Actions also the summary of the step, and annotations to stderr.
 * Rejects with an Error that names the file where one cannot be written.
 */
export async function writeReports(report: Report, files: ReportFiles, terminal: Terminal): Promise<void> {
  const { junit, json, markdown, html } = files;
  if (junit !== undefined) await writeJUnitFile(junit, `contract at ${report.baseUrl}`, suitesOf(report));
  if (json !== undefined) await writeJson(json, describeReport(report));
  if (markdown !== undefined) await writeReportFile(markdown, formatMarkdown(report));
  if (html !== undefined) await writeReportFile(html, formatHtml(report));
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY } = terminal.environment;
  if (GITHUB_ACTIONS !== "true") return;
  terminal.writeError(formatAnnotations(report));
  if (GITHUB_STEP_SUMMARY) await summarizeStep(GITHUB_STEP_SUMMARY, formatMarkdown(report), terminal);
}

/** Nobody asked for the summary by name, so that it cannot be written does not end the run. */
async function summarizeStep(file: string, markdown: string, { writeError }: Terminal): Promise<void> {
  await appendFile(file, markdown).catch(({ code }: NodeJS.ErrnoException) =>
    writeError(`The step has no summary: GITHUB_STEP_SUMMARY cannot be written (${code}).\n`),
  );
}

/**
 * Writes the reports of a run that did not take place: a skipped test in JUnit XML, so that CI shows it as neither
 * passed nor failed. Rejects with an Error that names the file where one cannot be written.
 */
export async function writeNotRun({ junit, json, markdown, html }: ReportFiles, reason: string): Promise<void> {
  if (junit !== undefined) {
    const tests = [{ name: "contract", skipped: `not run: ${reason}` }];
    await writeJUnitFile(junit, "contract", [{ name: "cloud", tests }]);
  }
  if (json !== undefined) await writeJson(json, { format, target: "cloud", notRun: reason });
  if (markdown !== undefined) await writeReportFile(markdown, formatMarkdownNotRun(reason));
  if (html !== undefined) await writeReportFile(html, formatHtmlNotRun(reason));
}

/**
 * Writes a report as JSON, for programs to read.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJson(file: string, report: object): Promise<void> {
  await writeReportFile(file, formatJson(report));
}

/** Changes when a field of the JSON report changes its meaning, or goes. */
const format = 1;

/** A report for programs: what it holds, its counts, and each fault once. */
function describeReport(report: Report): object {
  return { format, ...report, summary: summarize(report.cases), ...faultsOf(report) };
}

/** A report as JSON, without the query of any link. */
export function formatJson(report: object): string {
  const replace = (key: string, value: unknown) => {
    if (typeof value === "string") return isRedacted(key) ? value : hideQueries(value);
    return value instanceof Map ? Object.fromEntries(value) : value;
  };
  return `${JSON.stringify(report, replace, 2)}\n`;
}
