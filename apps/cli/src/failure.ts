import { isKnowledgeBaseError } from "@viking-kb/client";
import { exitCodes, type FailureKind } from "./exit-codes.js";
import { formatJson } from "./json.js";
import { printable } from "./printable.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** What is told of a command that failed; its texts are printable. */
export interface Failure {
  readonly exitCode: number;
  readonly kind: FailureKind;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | undefined;
  /** Business code of the answer, where it had one. */
  readonly code?: number | undefined;
  /** HTTP status of the answer, where one came. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** Describes what was thrown. After an interruption nothing else matters, whatever it made fail. */
export function describeFailure(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return failure("aborted", "Interrupted.");
  if (isKnowledgeBaseError(error)) {
    const { kind, message, hint, code, status, requestId } = error;
    return { ...failure(kind, message, hint), code, status, requestId: requestId && printable(requestId) };
  }
  if (error instanceof UsageError) return failure("usage", error.message, error.hint);
  const message = error instanceof Error ? error.message : String(error);
  return failure("defect", message, "This is a defect of viking-kb: report it with the command that you ran.");
}

function failure(kind: FailureKind, message: string, hint?: string): Failure {
  return { exitCode: exitCodes[kind], kind, message: printable(message), hint: hint && printable(hint) };
}

/** Prints a failure to standard error, as lines or as one JSON object. Who pressed Ctrl-C need not be told. */
export function printFailure(failure: Failure, json: boolean, terminal: Terminal): void {
  if (json) terminal.writeError(formatJson(failure));
  else if (failure.kind !== "aborted") terminal.writeError(formatFailure(failure));
}

function formatFailure({ message, hint, requestId }: Failure): string {
  const lines = [`error: ${message}`];
  if (hint) lines.push(`hint: ${hint}`);
  if (requestId) lines.push(`request id: ${requestId}`);
  return lines.map((line) => `${line}\n`).join("");
}
