import { constants } from "node:os";
import { isKnowledgeBaseError, type KnowledgeBaseErrorKind } from "@viking-kb/client";
import { type Language, languageOf, UsageError } from "@viking-kb/command-line";
import { inChinese } from "./chinese-hints.js";
import { inCommandWords } from "./command-words.js";
import { noteLines } from "./show/columns.js";
import { formatJson, oneLine } from "./show/text.js";
import type { Terminal } from "./terminal.js";

/** Why a command failed: one of the client's kinds, or one of two of its own. */
type FailureKind = KnowledgeBaseErrorKind | "usage" | "defect";

/** Exit code of each kind of failure; 0 is success. */
export const exitCodes: Readonly<Record<FailureKind, number>> = {
  defect: 1,
  usage: 2,
  unauthorized: 3,
  "no-permission": 4,
  "invalid-request": 5,
  "collection-not-exist": 6,
  "doc-not-exist": 6,
  "task-not-exist": 6,
  "rate-limited": 7,
  server: 8,
  connection: 9,
  timeout: 9,
  "download-failed": 9,
  "invalid-response": 10,
  unknown: 10,
  "task-failed": 11,
  "doc-failed": 11,
  "link-expired": 12,
  "link-refused": 12,
  // 128 and the number of SIGINT, as shells have it.
  aborted: 130,
};

/** The exit codes, as the help lists them. */
export const exitCodesHelp = `Exit codes:
  0    done
  1    a defect of viking-kb itself
  2    wrong usage, or settings that cannot be used
  3    unauthorized: the signature is not accepted
  4    no permission: the key is not allowed to read the project
  5    invalid request
  6    no such collection, document or task
  7    too many requests, or the quota is used up
  8    the service failed
  9    no answer, none in time, or a download that did not come whole or has no
       place: network, endpoint, proxy, file
  10   an answer that is not the API's, or an unknown error code
  11   the task or document that was waited for, or downloaded, has failed
  12   a download link that has expired, or is not one to fetch from
  130  interrupted (Ctrl-C)`;

/** What is printed about a failed command; its texts are printable. */
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

/** The exit code of a command that was interrupted: that of the operating system's signal, where one did it. */
export function interruptedCode({ reason }: AbortSignal): number {
  const isSignal = (name: unknown): name is NodeJS.Signals => typeof name === "string" && name in constants.signals;
  return isSignal(reason) ? 128 + constants.signals[reason] : exitCodes.aborted;
}

/**
 * Describes an error. After an interruption only that counts, whatever it made fail.
 *
 * @param lang the language that was asked for; by default that of the environment
 */
export function describeFailure(error: unknown, terminal: Terminal, lang?: Language): Failure {
  const { signal } = terminal;
  if (signal.aborted) return { ...failure("aborted", "Interrupted."), exitCode: interruptedCode(signal) };
  if (isKnowledgeBaseError(error)) {
    const { kind, message, hint = "", code, status, requestId } = error;
    const advice = inCommandWords(hint);
    return {
      ...failure(
        kind,
        inCommandWords(message),
        languageOf(lang, terminal.environment) === "zh" ? inChinese(advice) : advice,
      ),
      code,
      status,
      requestId: requestId && oneLine(requestId),
    };
  }
  if (error instanceof UsageError) return failure("usage", error.message, error.hint);
  const message = error instanceof Error ? error.message : String(error);
  return failure("defect", message, "This is a defect of viking-kb: report it with the command that you ran.");
}

function failure(kind: FailureKind, message: string, hint?: string): Failure {
  return { exitCode: exitCodes[kind], kind, message: oneLine(message), hint: hint ? oneLine(hint) : undefined };
}

/**
 * Prints a failure to standard error, as lines or as one JSON object. An interruption is not reported: the user knows.
 */
export function printFailure(failure: Failure, json: boolean, terminal: Terminal): void {
  if (json) terminal.writeError(formatJson(failure));
  else if (failure.kind !== "aborted") terminal.writeError(formatFailure(failure, terminal));
}

function formatFailure({ message, hint, requestId }: Failure, terminal: Terminal): string {
  const { errorPaint } = terminal;
  return [
    ...lines("error:", message, terminal).map((line) => line.replace(/^error:/, errorPaint("red", "error:"))),
    ...(hint ? lines("hint:", hint, terminal).map((line) => line.replace(/^hint:/, errorPaint("bold", "hint:"))) : []),
    ...(requestId ? lines("request id:", requestId, terminal) : []),
  ].join("");
}

function lines(label: string, text: string, terminal: Terminal): string[] {
  return noteLines(`${label} ${text}`, terminal.errorColumns());
}
