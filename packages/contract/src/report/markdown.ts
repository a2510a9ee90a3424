import { escapeUnprintable } from "@viking-kb/command-line";
import { coveredKinds, percentOf } from "../coverage/measure-coverage.js";
import { type Failed, type Fault, faultsOf, tellFinding, tellPlaces } from "./faults.js";
import { hookRemark, type Report, summaryLine } from "./report.js";
import { howToSign, type ShownExchange, tellExchange } from "./shown-exchange.js";

/** GitHub takes no summary above 1 MiB; other tools show less. In bytes. */
const largest = 600_000;
/** What stands of a request or an answer, in characters. */
const longestBlock = 3_000;
const mostPlaces = 20;

/** A report as Markdown: what is wrong first, each fault once, then requests and answers folded away, and coverage. */
export function formatMarkdown(report: Report): string {
  const { baseUrl, target, kept, layers, coverage, cases } = report;
  const { faults, failed } = faultsOf(report);
  const notTried = [
    ...layers.flatMap(({ name, result }) => (result.notTried ?? []).map((what) => `${name}: ${what}`)),
    ...cases.flatMap((one) =>
      one.notTried === "" || one.later ? [] : [`${one.operationId} ${one.status} ${one.name}: ${one.notTried}`],
    ),
  ];
  const written = [
    `## Contract ${kept ? "kept" : "broken"} at ${code(baseUrl)} (${target})`,
    "",
    [summaryLine(report), ...hookRemark(report)].join(". "),
    "",
    "| layer | result | checks | failed | seconds |",
    "|---|---|--:|--:|--:|",
    ...layers.map(({ name, result, milliseconds }) => {
      const { outcome, notRun, checks, failures } = result;
      const told = outcome === "not run" ? `not run: ${code(notRun ?? "")}` : outcome;
      return `| ${name} | ${told} | ${checks} | ${failures.length} | ${(milliseconds / 1000).toFixed(1)} |`;
    }),
    "",
    ...(faults.length > 0 ? [`### ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`, ""] : []),
    ...faults.map(tellFault),
    ...(faults.length > 0 ? ["", "### Requests and answers", ""] : []),
  ];
  const rest = [
    ...howToSign(failed.flatMap(({ asked }) => asked)).flatMap((line) => [line, ""]),
    "### Coverage",
    "",
    "| | seen | of | per cent |",
    "|---|--:|--:|--:|",
    ...coveredKinds.map(([kind, title]) => {
      const { seen, total } = coverage[kind];
      return `| ${title} | ${seen} | ${total} | ${percentOf(coverage[kind]).toFixed(1)} |`;
    }),
    "",
    ...(notTried.length > 0 ? ["### Not tried", "", ...notTried.map((what) => `- ${code(what)}`), ""] : []),
  ];
  return [...written, ...withinBounds(failed, size([...written, ...rest])), ...rest].join("\n");
}

/** What is written where nothing was run. */
export function formatMarkdownNotRun(reason: string): string {
  return `## Contract not run\n\n${code(reason)}\n`;
}

/** As many requests and answers as there is room for. */
function withinBounds(failed: readonly Failed[], taken: number): string[] {
  const blocks: string[] = [];
  let room = largest - taken;
  for (const [index, one] of failed.entries()) {
    const block = tellFailed(one);
    room -= size([block]);
    if (room < 0)
      return [...blocks, `${failed.length - index} more are in the reports of \`--html\` and \`--json\`.`, ""];
    blocks.push(block);
  }
  return blocks;
}

function size(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join("\n"));
}

function tellFault({ number, operationId, at, message, places }: Fault): string {
  const shown = `${places.length} ${places.length === 1 ? "place" : "places"}: ${code(tellPlaces(places, mostPlaces))}`;
  return `${number}. **${operationId}** ${code(tellFinding({ at, message }))}<br>${shown}`;
}

function tellFailed({ operationId, title, layers, findings, asked }: Failed): string {
  const numbers = [...new Set(findings.map(({ fault }) => fault))].join(", ");
  return [
    `<details><summary>${code(`${operationId}: ${title}`)} (${layers.join(", ")}), ${numbers}</summary>`,
    "",
    ...findings.map((finding) => `- ${code(tellFinding(finding))}`),
    "",
    ...asked.flatMap((exchange: ShownExchange) => [fenced(tellExchange(exchange)), ""]),
    "</details>",
    "",
  ].join("\n");
}

/** What Markdown or HTML reads within a line, the links that GitHub makes of bare addresses included. */
const signs = /[&<>`*_[\]|\\~@#$!^]|:(?=\/\/)|(?<=\bwww)\./gi;

/**
 * A text of one line that Markdown and HTML leave as it is: each sign that either may read is written by its number.
 */
function code(text: string): string {
  return `<code>${escapeUnprintable(text).replace(signs, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
}

/** Lines that stay as they are: the fence is longer than any in them. */
function fenced(text: string): string {
  const lines = text.trimEnd().split("\n").map(escapeUnprintable).join("\n");
  const shown = lines.length > longestBlock ? `${lines.slice(0, longestBlock)}…` : lines;
  const ticks = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(ticks + 1);
  return `${fence}\n${shown}\n${fence}`;
}
