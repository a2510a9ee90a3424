import { type Finding, quote } from "../finding.js";
import type { BusinessCode } from "../strict-contract.js";
import type { Reading, Rule } from "./rule.js";

/**
 * The message is that of the documented case's row in the table of codes. Where the row ends in `%s`, a reason stands
 * there, and the message is not that of another row with the same code: only by it can a client tell the two apart.
 */
export const messageRule: Rule = {
  name: "message",
  source: "tables of codes on the documentation pages",
  check: checkMessage,
};

function checkMessage({ documented: { operationId, response }, body: { message }, table }: Reading): Finding[] {
  if (typeof message !== "string") return [];
  const rows = table.filter((row) => row.code === response.code && row.operations.includes(operationId));
  const row = rowOf(rows, String(response.message));
  if (row === undefined) return [];
  const fault = row.messagePattern
    ? patternFault(message, row.messagePattern)
    : (textFault(message, row.message) ?? otherRowFault(message, rows));
  return fault === undefined ? [] : [{ at: "/message", message: `is ${quote(message)}; ${fault}` }];
}

function rowOf(rows: readonly BusinessCode[], documented: string): BusinessCode | undefined {
  const withPattern = rows.find(({ messagePattern }) => messagePattern && matches(documented, messagePattern));
  return withPattern ?? rows.find(({ messagePattern }) => messagePattern === undefined);
}

function patternFault(message: string, pattern: string): string | undefined {
  return matches(message, pattern) ? undefined : `expected a match of /${pattern}/`;
}

function textFault(message: string, template: string): string | undefined {
  if (!template.endsWith("%s")) return message === template ? undefined : `expected ${quote(template)}`;
  const prefix = template.slice(0, -2);
  const reason = message.startsWith(prefix) ? message.slice(prefix.length).trim() : "";
  return reason === "" || reason === "%s" ? `expected ${quote(prefix)} and a reason` : undefined;
}

function otherRowFault(message: string, rows: readonly BusinessCode[]): string | undefined {
  const other = rows.find(({ messagePattern }) => messagePattern && matches(message, messagePattern));
  return other && `expected no match of /${other.messagePattern}/`;
}

function matches(text: string, pattern: string): boolean {
  return new RegExp(pattern).test(text);
}
