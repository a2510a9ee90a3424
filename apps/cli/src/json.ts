import { escapeUnprintable } from "./printable.js";

/**
 * A value as one JSON document, indented by two spaces. What a terminal could obey is escaped (`\u202e`); JSON leaves
 * most of it raw, and a reader gets the same value either way.
 */
export function formatJson(value: unknown): string {
  const lines = JSON.stringify(value, undefined, 2).split("\n");
  return `${lines.map(escapeUnprintable).join("\n")}\n`;
}
