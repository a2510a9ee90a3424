import { redact } from "./redact.js";

/**
 * What may be kept of an error that somebody else's code threw: its name, code and message, redacted, and the same of
 * its cause. The object itself may hold the request's headers, wherever it likes.
 */
export function safeCause(error: unknown, secrets: readonly string[], depth = 3): Error {
  try {
    const { name, message, code, cause } = Object(error) as Partial<Error> & { readonly code?: unknown };
    const text = redact(typeof message === "string" ? message : String(error), secrets);
    const safe = new Error(text, depth > 0 && cause ? { cause: safeCause(cause, secrets, depth - 1) } : undefined);
    if (typeof name === "string") safe.name = redact(name, secrets);
    return typeof code === "string" ? Object.assign(safe, { code: redact(code, secrets) }) : safe;
  } catch {
    return new Error("What was thrown cannot be read.");
  }
}
