import { alignColumns } from "@viking-kb/command-line";
import { controlLimits, isJudged, type Outcome, type Report, type Verdict } from "./judge.js";
import type { Measurement, Result } from "./measure.js";
import type { SizeReading } from "./sizes/measure-sizes.js";

/** A comparison as a table: CPU time of one job, and the ratio to the baseline with its middle half. */
export function formatMeasurement(measurement: Measurement): string {
  const { comparison, rounds, baseline, control, contestants, remarks } = measurement;
  const row = ({ name, microseconds, ratio }: Result, remark = "") => [
    name + remark,
    formatMicroseconds(microseconds),
    formatRatio(ratio.median),
    `${formatRatio(ratio.lowerQuartile)} to ${formatRatio(ratio.upperQuartile)}`,
  ];
  const rows = [
    ["", "CPU time", `ratio to ${baseline.name}`, "middle half"],
    row(baseline),
    row(control, " (control)"),
    ...contestants.map((result) => row(result)),
  ];
  const noise = isJudged(measurement)
    ? ""
    : `Not judged: the control reads ${formatRatio(control.ratio.median)}, outside of ${controlLimits.lowest} to ${controlLimits.highest}.\n`;
  const told = remarks.map((remark) => `${remark}\n`).join("");
  return `${comparison}, ${rounds} rounds\n${formatTable(rows)}${told}${noise}\n`;
}

/** What collections of some sizes cost, as a table. */
export function formatSizes(readings: readonly SizeReading[]): string {
  const rows = readings.map(({ points, pages, importedPerCpuSecond, diskBytes, memoryBytes }) => [
    points.toLocaleString("en"),
    ...[pages.start, pages.middle, pages.end, pages.everywhere].map(formatMicroseconds),
    `${Math.round(importedPerCpuSecond / 1000)},000/s`,
    `${Math.round(memoryBytes / 1e6)} MB`,
    `${Math.round(diskBytes / 1e6)} MB`,
  ]);
  return formatTable([["points", "first page", "middle", "end", "anywhere", "import", "memory", "disk"], ...rows]);
}

/** The gates as a table, and a line with the outcome of the run. */
export function formatOutcome({ verdicts, outcome, machine }: Report): string {
  const rows = verdicts.map(({ comparison, contestant, atLeast, aim, measured, verdict }) => [
    `${comparison}: ${contestant}`,
    formatRatio(atLeast),
    aim === undefined ? "" : formatRatio(aim),
    formatRatio(measured),
    verdict,
  ]);
  const table = rows.length === 0 ? "" : `${formatTable([["gate", "at least", "aim", "measured", ""], ...rows])}\n`;
  return `${table}${closingLine(verdicts, outcome)} (${machine})\n`;
}

function closingLine(verdicts: readonly Verdict[], outcome: Outcome): string {
  if (verdicts.length === 0) return "not judged: no gate was measured";
  const decisive = verdicts.filter(({ verdict }) => verdict === decisiveVerdicts[outcome]);
  const advice = outcome === "not judged" ? "; run it again on a quieter machine" : "";
  return `${outcome}: ${decisive.length} of ${verdicts.length} gates${advice}`;
}

const decisiveVerdicts = { passed: "pass", missed: "miss", "not judged": "not judged" } as const;

function formatRatio(ratio: number): string {
  return ratio.toFixed(3);
}

function formatMicroseconds(microseconds: number): string {
  return microseconds < 1000 ? `${microseconds.toPrecision(3)} µs` : `${(microseconds / 1000).toPrecision(3)} ms`;
}

function formatTable(rows: readonly (readonly string[])[]): string {
  return `${alignColumns(rows).join("\n")}\n`;
}
