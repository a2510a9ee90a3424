import { alignColumns, escapeUnprintable } from "@viking-kb/command-line";
import type { Explanation, LayerName } from "@viking-kb/contract";
import { type KillRow, killMatrix, percent, survivorsOf, whyOf } from "./judge-measurement.js";
import type { Measurement, MutantResult } from "./measure-mutants.js";

/** The kill matrix as a table, and each mutant under it that was not caught. */
export function formatMeasurement(measurement: Measurement, explained: readonly Explanation[]): string {
  const { baseUrl, layers, mutants, harmless, seed, requestsPerOperation, milliseconds } = measurement;
  const { rows, total } = killMatrix(mutants);
  const table = [
    ["group", "mutants", ...layers, "all layers"],
    ...rows.map((row) => cells(row, layers)),
    cells(total, layers),
    ["", "", ...layers.map((layer) => share(total.byLayer[layer], total.reached)), share(total.caught, total.reached)],
  ];
  const alarms = harmless.filter(({ caught }) => Object.keys(caught).length > 0);
  const tell = ({ id, description }: MutantResult) => {
    const why = whyOf(id, explained);
    return [`  ${id}: ${description}`, ...(why === undefined ? [] : [`    ${why}`])];
  };
  const list = (title: string, found: readonly MutantResult[]) =>
    found.length === 0 ? [] : ["", `${title}:`, ...found.flatMap(tell)];
  return [
    `Mutants before ${baseUrl}`,
    "",
    ...alignColumns(table, "right"),
    ...list("Survived", survivorsOf(mutants)),
    ...list(
      "Not reached: no answer of the run was changed",
      mutants.filter(({ reached }) => !reached),
    ),
    ...(alarms.length === 0 ? [] : ["", "False alarms:", ...alarms.flatMap(formatCaught)]),
    "",
    [
      `${total.caught}/${total.reached} mutants caught (${share(total.caught, total.reached)})`,
      `${total.notReached} not reached`,
      `${alarms.length} false alarms in ${harmless.length} harmless variants`,
      `seed ${seed}, ${requestsPerOperation} random requests to each operation`,
      `${(milliseconds / 1000).toFixed(0)} s`,
    ].join(", "),
    "",
  ].join("\n");
}

/** Each mutant with the layers that caught it, and what each said. */
export function formatMutants(mutants: readonly MutantResult[]): string {
  return mutants.map((mutant) => `${formatCaught(mutant).join("\n")}\n`).join("");
}

function formatCaught({ id, reached, caught }: MutantResult): string[] {
  const by = Object.keys(caught).join(", ");
  const fate = by === "" ? (reached ? "survived" : "not reached") : by;
  return [`  ${id}: ${fate}`, ...Object.entries(caught).map(([layer, said]) => `    ${layer}: ${oneLine(said)}`)];
}

/** Dredd speaks in paragraphs. */
function oneLine(text: string): string {
  const line = escapeUnprintable(text.replaceAll(/\s+/g, " "));
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

function cells({ group, reached, caught, byLayer }: KillRow, layers: readonly LayerName[]): string[] {
  return [group, ...[reached, ...layers.map((layer) => byLayer[layer]), caught].map(String)];
}

/** Never rounded up: 100.0 % means all. */
function share(part: number, whole: number): string {
  return `${(Math.floor(percent(part, whole) * 10) / 10).toFixed(1)} %`;
}
