import { styleText } from "node:util";
import { alignColumns, escapeUnprintable } from "@viking-kb/command-line";
import { formatCoverage } from "../coverage/measure-coverage.js";
import { formatDifference } from "../differences.js";
import { type Failed, type Fault, type Faults, faultsOf, isTaken, tellFinding, tellPlaces } from "./faults.js";
import {
  type CaseReport,
  hookRemark,
  type LayerReport,
  type Report,
  summaryLine,
  tellLayer,
  verdictLine,
} from "./report.js";
import { howToSign, type ShownAnswer, type ShownExchange, tellAnswer } from "./shown-exchange.js";

/** How a report is written. */
interface FormatOptions {
  /** Whether results are coloured; not by default. */
  readonly color?: boolean | undefined;
  /** Columns at which what is said is wrapped; not wrapped by default. */
  readonly width?: number | undefined;
  /** Whether each case is followed by what its answer has other than the documented one; not by default. */
  readonly differences?: boolean | undefined;
}

const styles = { passed: "green", failed: "red", skipped: "red", "not tried": "yellow" } as const;
const heading = ["operation", "status", "code", "case", "result"];
/** What a terminal is shown; the other reports have more. */
const most = { failed: 100, places: 5, body: 400, bodyAgain: 100, lines: 8 };

/** A report as an aligned table for a terminal, then what failed with request and answer, and a closing line. */
export function formatReport(report: Report, options: FormatOptions = {}): string {
  const { color = false, width, differences = false } = options;
  const found = faultsOf(report);
  const paint = (outcome: CaseReport["outcome"], text: string) =>
    color ? styleText(styles[outcome], text, { validateStream: false }) : text;

  const rows = report.cases.map((one) => {
    const { operationId, status, code, name, outcome } = one;
    return [operationId, String(status), String(code), name, paint(outcome, outcome) + numbersOf(one, found)];
  });
  const [head = "", ...table] = alignColumns([heading, ...rows]);
  const lines = report.cases.flatMap((one, index) => [
    table[index] ?? "",
    ...whyNotTried(one).flatMap((text) => wrap(text, width)),
    ...(differences ? one.differences.map(formatDifference) : []).flatMap((text) => wrap(text, width)),
  ]);
  const tried = report.layers.some(({ result }) => result.cases !== undefined);
  return [
    `Contract at ${report.baseUrl} (${report.target})`,
    "",
    ...(tried ? [head, ...lines, ""] : []),
    ...report.layers.flatMap((layer) => formatLayer(layer).flatMap((text) => wrap(text, width, ""))),
    "",
    ...formatCoverage(report.coverage).flatMap((text) => wrap(text, width, "")),
    "",
    ...formatFailed(found, width),
    summaryLine(report),
    ...hookRemark(report),
    paint(report.kept ? "passed" : "failed", verdictLine(report)),
    "",
  ]
    .map(withoutCommands)
    .join("\n");
}

/** A CI system must not take a line of a server's for a command of its own (GitHub's `::` and `##[`). */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1\\u003a").replaceAll("##[", "#\\u0023[");
}

/** The numbers of a case's faults, under which they are told. */
function numbersOf({ operationId, status, name }: CaseReport, { failed }: Faults): string {
  const own = failed.find((one) => one.operationId === operationId && one.title === `${status} ${name}`);
  return own === undefined ? "" : ` ${numbers(own)}`;
}

function numbers({ findings }: Failed): string {
  return [...new Set(findings.map(({ fault }) => fault))].join(", ");
}

/** A layer in one line, and under it what it could not try. */
function formatLayer(layer: LayerReport): string[] {
  const { outcome, notTried = [] } = layer.result;
  const line = `${layer.name.padEnd(12)}${outcome.padEnd(9)}${tellLayer(layer)}`;
  return [line, ...notTried.map((what) => `    not tried: ${what}`)];
}

/**
 * What failed, each with its request and answer; each fault is told once, where it is met first. What a layer tries
 * besides the documented cases is left out where it shows nothing else.
 */
function formatFailed({ failed, faults }: Faults, width: number | undefined): string[] {
  if (failed.length === 0) return [];
  const told = new Set<number>();
  const shown: ShownExchange[] = [];
  const blocks: string[][] = [];
  for (const one of failed) {
    const own = faults.filter(({ number }) => one.findings.some(({ fault }) => fault === number));
    const fresh = own.filter(({ number }) => !told.has(number));
    if (fresh.length === 0 && !one.isCase && !isTaken(one)) continue;
    for (const { number } of fresh) told.add(number);
    const before = own.filter((fault) => !fresh.includes(fault)).map(({ number }) => number);
    shown.push(...one.asked);
    blocks.push([
      ...wrap(`${one.operationId}: ${one.title} (${one.layers.join(", ")})`, width, ""),
      ...one.asked.flatMap((exchange) => formatExchange(exchange, fresh.length > 0 ? most.body : most.bodyAgain)),
      ...fresh.flatMap((fault) => formatFault(fault, one, width)),
      ...(before.length > 0 ? [`  told above: ${before.join(", ")}`] : []),
      "",
    ]);
  }
  const left = blocks.length - most.failed;
  return [
    "what failed",
    "",
    ...blocks.slice(0, most.failed).flat(),
    ...(left > 0 ? [`and ${left} more, which --html and --json show`, ""] : []),
    ...howToSign(shown).flatMap((line) => [...wrap(line, width, ""), ""]),
  ];
}

function formatFault({ number, at, message, places }: Fault, { title }: Failed, width: number | undefined): string[] {
  const others = places.filter((place) => place.title !== title);
  return [
    ...wrap(`${number}. ${tellFinding({ at, message })}`, width, "  "),
    ...(others.length > 0 ? wrap(`also in ${tellPlaces(others, most.places)}`, width, "     ") : []),
  ];
}

function formatExchange(exchange: ShownExchange, longest: number): string[] {
  const { curl, answer } = exchange;
  // Never wrapped, so that it can be copied.
  return [`  ${curl}`, `  ${tellAnswer(exchange)}`, ...(answer ? bodyLines(answer, longest) : [])].map(
    escapeUnprintable,
  );
}

function bodyLines({ body, bytes, cut }: ShownAnswer, longest: number): string[] {
  if (body === "") return [];
  const lines = body.slice(0, longest).split("\n").slice(0, most.lines);
  const shown = lines.join("\n");
  const left = cut ? `${bytes - Buffer.byteLength(shown)} more bytes` : `${body.length - shown.length} more characters`;
  return [...lines.map((line) => `  | ${line}`), ...(cut || shown.length < body.length ? [`  | … ${left}`] : [])];
}

/** A case that no server is asked for unbidden (429, 500) needs no reason. */
function whyNotTried({ notTried, later }: CaseReport): string[] {
  return notTried === "" || later ? [] : [notTried];
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
