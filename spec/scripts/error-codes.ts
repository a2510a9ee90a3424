import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { specFolder } from "./paths.ts";

/** A text in both languages. */
export interface Text {
  zh: string;
  en: string;
}

/** A business code in `error-codes.yaml`. */
interface BusinessCode {
  code: number;
  /** The HTTP status of its answers. */
  status: number;
  /** The kind of the client's error. */
  kind: string;
  message: string;
  /** A regular expression for the message. It tells this row from another with the same code. */
  messagePattern?: string;
  /** Operations that answer with it. */
  operations: string[];
  source?: "later";
  meaning: Text;
  hint: Text;
}

/** A failed_code of doc/info in `error-codes.yaml`. */
interface FailedCode {
  code: number;
  source?: "later";
  meaning: Text;
  advice: Text;
  hint: Text;
}

/** The content of `error-codes.yaml`. */
export interface ErrorCodes {
  business: BusinessCode[];
  failed: FailedCode[];
  otherFailed: Omit<FailedCode, "code" | "source">;
}

/** Reads `error-codes.yaml`. */
export function readErrorCodes(folder: string = specFolder): ErrorCodes {
  return parse(readFileSync(join(folder, "error-codes.yaml"), "utf8"));
}

/** The codes that an operation answers with under an HTTP status, each once, ascending. */
export function codesOf(errorCodes: ErrorCodes, operationId: string, status: number): number[] {
  const codes = errorCodes.business
    .filter((row) => row.status === status && row.operations.includes(operationId))
    .map((row) => row.code);
  return [...new Set(codes)].sort((a, b) => a - b);
}
