import { writeFile } from "node:fs/promises";
import { hideQueries } from "./hide-queries.js";
import type { Report } from "./report.js";

/**
 * Writes a report as JSON, for programs to read.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJson(file: string, report: Report): Promise<void> {
  await writeFile(file, formatJson(report)).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot write ${file} (${error.code}): give a file in a folder that exists.`, { cause: error });
  });
}

/** A report as JSON, without the query of any link. */
export function formatJson(report: Report): string {
  const replace = (_key: string, value: unknown) => {
    if (typeof value === "string") return hideQueries(value);
    return value instanceof Map ? Object.fromEntries(value) : value;
  };
  return `${JSON.stringify(report, replace, 2)}\n`;
}
