import { escapeUnprintable } from "@viking-kb/command-line";
import { faultsOf, tellFinding, tellPlaces } from "./faults.js";
import type { Report } from "./report.js";

/** GitHub shows ten errors of a step; the last tells of those that are left. */
const most = 10;
const mostPlaces = 5;

/** A report as commands of GitHub Actions, which shows them beside the run: one for each fault, bounded. */
export function formatAnnotations(report: Report): string {
  const { faults } = faultsOf(report);
  const shown = faults.length > most ? faults.slice(0, most - 1) : faults;
  const told = shown.map(({ operationId, at, message, places }) => ({
    title: `Contract: ${operationId}`,
    text: `${tellFinding({ at, message })}\nin ${tellPlaces(places, mostPlaces)}`,
  }));
  const left = faults.length - shown.length;
  const further = left > 0 ? [{ title: "Contract", text: `${left} more faults: see the summary, or the report.` }] : [];
  return [...told, ...further].map(({ title, text }) => `::error title=${property(title)}::${data(text)}\n`).join("");
}

/** Source: `escapeData` and `escapeProperty` in the command.ts of @actions/core. */
function data(text: string): string {
  const printable = text.split("\n").map(escapeUnprintable).join("\n");
  return printable.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
