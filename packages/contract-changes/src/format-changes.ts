import { type Judgement, lineOf } from "./judge-changes.js";

/** Where the two contracts come from, and the reasons. */
export interface Sources {
  /** The released contract, as it is called to the reader. */
  readonly released: string;
  readonly reasons: string;
}

/** The table for people: a row for each change, what is the same in several operations told once, then what to do. */
export function formatChanges({ changes, unexplained, unused }: Judgement, { released, reasons }: Sources): string {
  if (changes.length === 0 && unused.length === 0) return `The contract is ${released}, but for words and examples.\n`;
  const rows = new Map<string, { effect: string; operations: string[]; why?: string | undefined; what: string }>();
  for (const { operation, what, breaks, why } of changes) {
    const effect = breaks ? "breaks" : "harmless";
    const key = JSON.stringify([what, effect, why]);
    const row = rows.get(key) ?? { effect, operations: [], what, why };
    rows.set(key, row);
    if (!row.operations.includes(operation)) row.operations.push(operation);
  }
  const table = [...rows.values()].map(({ effect, operations, what, why }) => {
    const reason = why === undefined ? "" : `\n${" ".repeat(10)}because: ${why}`;
    return `${effect.padEnd(8)}  ${operations.join(", ")}: ${what}${reason}\n`;
  });
  const breaking = changes.filter(({ breaks }) => breaks).length;
  const count = `${changes.length} changed since ${released}: ${breaking} breaking, ${unexplained.length} without a reason.\n`;
  return [
    ...table,
    table.length > 0 ? `\n${count}` : count,
    ...(unexplained.length > 0 ? [whatToDo(unexplained.map(lineOf), reasons)] : []),
    ...unused.map(({ about }) => `${reasons}: nothing breaking is about ${JSON.stringify(about)}: take the row out.\n`),
  ].join("");
}

function whatToDo(lines: readonly string[], reasons: string): string {
  const rows = [...new Set(lines)].map((line) => `- about: ${JSON.stringify(line)}\n  why: \n`);
  return `\nTake them back, or say why in ${reasons}, each in a sentence; \`*\` stands for any text:\n\n${rows.join("")}`;
}
