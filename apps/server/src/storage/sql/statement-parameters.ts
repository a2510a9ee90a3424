import { isWellFormed } from "../well-formed.js";

/** What every engine keeps exactly as it is. */
export type StatementParameter = string | number | Uint8Array | null;

/**
 * Parameters that every engine keeps exactly as they are. `node:sqlite` takes more, and changes them without a word:
 * NaN becomes null, half a surrogate pair U+FFFD, and an object that comes first is read as named parameters. `pg`
 * writes both halves as U+FFFD too, and PostgreSQL ends a text at U+0000 or refuses it.
 *
 * @throws TypeError that names the position and kind of the parameter but not its value, which may be a secret.
 */
export function statementParameters(parameters: readonly unknown[]): StatementParameter[] {
  return parameters.map((parameter, index) => {
    const fault = faultOf(parameter);
    if (fault) throw new TypeError(`Parameter ${index + 1} of a statement cannot be stored: ${fault}.`);
    return parameter as StatementParameter;
  });
}

function faultOf(parameter: unknown): string | undefined {
  if (parameter === null || parameter instanceof Uint8Array) return undefined;
  if (typeof parameter === "string") {
    if (isWellFormed(parameter)) return undefined;
    if (parameter.includes("\0")) return "it is text with the character U+0000, which PostgreSQL does not store";
    return "it is text with half a surrogate pair, which has no UTF-8 form";
  }
  if (typeof parameter !== "number") {
    return `it is neither text nor bytes nor a number nor null but ${kindOf(parameter)}`;
  }
  if (!Number.isFinite(parameter)) return `it is ${parameter}`;
  if (Number.isInteger(parameter) && !Number.isSafeInteger(parameter)) {
    return "it is a whole number beyond 2^53 - 1, which is not exact";
  }
  return undefined;
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return value.constructor?.name ?? "object";
}
