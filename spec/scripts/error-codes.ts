import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { specFolder } from "./paths.ts";

/** A text in both languages. */
export interface Text {
  zh: string;
  en: string;
}

/** A business code as `error-codes.yaml` holds it. */
interface BusinessCode {
  code: number;
  /** HTTP status that it comes with. */
  status: number;
  /** Kind of the client's error. */
  kind: string;
  message: string;
  /** Regular expression on the message that tells this row from another with the same code. */
  messagePattern?: string;
  /** Operations that answer with it. */
  operations: string[];
  source?: "later";
  meaning: Text;
  hint: Text;
}

/** A failed_code of doc/info as `error-codes.yaml` holds it. */
interface FailedCode {
  code: number;
  source?: "later";
  meaning: Text;
  advice: Text;
  hint: Text;
}

/** Everything that `error-codes.yaml` holds. */
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
