import { styleText } from "node:util";
import { escapeUnprintable } from "@viking-kb/command-line";
import { formatDifference } from "../compare/differences.js";
import { formatCoverage } from "../coverage/measure-coverage.js";
import { type CaseReport, hasDredd, type LayerReport, type Report, summaryLine } from "./report.js";

/** How a report is written. */
interface FormatOptions {
  /** Whether results are coloured; not by default. */
  readonly color?: boolean | undefined;
  /** Columns at which what failed is wrapped; not wrapped by default. */
  readonly width?: number | undefined;
  /** Whether each case is followed by what its answer has other than the documented one; not by default. */
  readonly differences?: boolean | undefined;
}

const styles = { passed: "green", failed: "red", skipped: "red", "not tried": "yellow" } as const;
const heading = ["operation", "status", "code", "case", "result"];

/** A report as an aligned table for a terminal, what failed under each case, and a closing line. */
export function formatReport(report: Report, options: FormatOptions = {}): string {
  const { color = false, width, differences = false } = options;
  const rows = report.cases.map(({ operationId, status, code, name }) => [operationId, status, code, name].map(String));
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const align = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  const paint = (outcome: CaseReport["outcome"], text: string) =>
    color ? styleText(styles[outcome], text, { validateStream: false }) : text;

  const lines = report.cases.flatMap((one, index) => [
    `${align(rows[index] ?? [])}  ${paint(one.outcome, one.outcome)}`,
    ...whatFailed(one).flatMap((text) => wrap(text, width)),
    ...whyNotTried(one).flatMap((text) => wrap(text, width)),
    ...(differences ? one.differences.map(formatDifference) : []).flatMap((text) => wrap(text, width)),
  ]);
  const tried = report.layers.some(({ result }) => result.cases !== undefined);
  return [
    `Contract at ${report.baseUrl} (${report.target})`,
    "",
    ...(tried ? [align(heading).trimEnd(), ...lines, ""] : []),
    ...report.layers.flatMap((layer) => formatLayer(layer).flatMap((text) => wrap(text, width, ""))),
    "",
    ...formatCoverage(report.coverage).flatMap((text) => wrap(text, width, "")),
    "",
    paint(report.kept ? "passed" : "failed", summaryLine(report)),
    ...hookRemark(report),
    "",
  ].join("\n");
}

/** A layer in one line, what it found beyond the documented cases under it, and what it could not try. */
function formatLayer({ name, result, milliseconds }: LayerReport): string[] {
  const { outcome, checks, failures, notRun, notTried = [], cases } = result;
  const seconds = (milliseconds / 1000).toFixed(1);
  const told = outcome === "not run" ? (notRun ?? "") : `${checks} checks, ${failures.length} failed, ${seconds} s`;
  const further = failures.filter(({ title }) => !cases?.has(title));
  return [
    `${name.padEnd(12)}${outcome.padEnd(9)}${told}`,
    ...notTried.map((what) => `    not tried: ${what}`),
    ...further.flatMap(({ operationId, title, findings }) => [
      `    ${operationId}: ${title}`,
      ...findings.map(({ at, message }) => `      ${at} ${message}`),
    ]),
  ];
}

/** What failed in a case, one text for each place; Dredd's words only where the strict checker has none. */
export function whatFailed({ outcome, findings, dredd }: CaseReport): string[] {
  if (findings.length > 0) return findings.map(({ at, message }) => `${at} ${message}`);
  return outcome === "passed" || dredd === "" ? [] : dredd.split("\n").map((line) => line.trim());
}

/** A case that only a mock can answer (429, 500) needs no reason. */
function whyNotTried({ notTried, later }: CaseReport): string[] {
  return notTried === "" || later ? [] : [notTried];
}

function hookRemark({ cases, layers, hooksRan }: Report): string[] {
  if (!hasDredd(layers)) return [];
  const tried = cases.filter(({ outcome }) => outcome !== "not tried").length;
  return hooksRan === tried ? [] : [`The hook must run once for each of the ${tried} cases: this run proves nothing.`];
}

function wrap(told: string, width = Number.POSITIVE_INFINITY, indent = "    "): string[] {
  const text = escapeUnprintable(told);
  const [spaces = ""] = /^ */.exec(text) ?? [];
  const lines = [""];
  for (const word of text.slice(spaces.length).split(" ")) {
    const last = lines.at(-1) ?? "";
    const longer = last === "" ? word : `${last} ${word}`;
    if (last !== "" && longer.length + indent.length + spaces.length > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => indent + spaces + line);
}
