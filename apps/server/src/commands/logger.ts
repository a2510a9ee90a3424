import { printable } from "@viking-kb/command-line";
import { type Logger, pino } from "pino";

/** Pino's levels, from the one that logs most to the one that logs least. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/** How a line of the log looks. */
export const logFormats = ["pretty", "json"] as const;

const standardError = 2;

/** A logger that writes to standard error: for people on a terminal, else as JSON lines. */
export async function createLogger(
  level: (typeof logLevels)[number],
  format: (typeof logFormats)[number] = process.stderr.isTTY ? "pretty" : "json",
): Promise<Logger> {
  const options = { level, base: null };
  if (format === "json") return pino(options, pino.destination({ dest: standardError, sync: true }));
  const { default: pretty } = await import("pino-pretty");
  const colorize = process.stderr.isTTY && !process.env.NO_COLOR;
  const ignore = [...answerFields, "accessKeyId"].join();
  return pino(options, pretty({ destination: standardError, sync: true, colorize, ignore, messageFormat }));
}

/** The fields of a line that its message says already. */
const answerFields = ["method", "path", "status", "code", "milliseconds", "request_id", "reason", "explanation"];

function messageFormat(log: Record<string, unknown>, messageKey: string): string {
  const { method, path, status, code, milliseconds, request_id: requestId, reason, explanation } = log;
  if (requestId === undefined) return String(log[messageKey] ?? "");
  const request = [method, path].filter((part) => part !== undefined).join(" ") || "No request";
  const duration = milliseconds === undefined ? "" : `, ${milliseconds} ms`;
  const refusal = [reason, explanation].filter((part) => part !== undefined).join(": ");
  // A reason may quote characters of the request, which a terminal must not obey.
  return [`${request} ${status} ${code}${duration}, ${requestId}`, refusal]
    .filter(Boolean)
    .map(printable)
    .join("\n    ");
}
