import type { CallLimits } from "./call-options.js";

/** Limits that are all set. */
export type SetLimits = { readonly [Name in keyof CallLimits]-?: number };

const defaults: SetLimits = { timeoutMs: 120_000, attemptTimeoutMs: 30_000, retries: 2 };

/** Limits as a call is given them. */
interface GivenLimits extends CallLimits {
  /** Milliseconds that are left to what the call is part of; it takes no longer, whatever its own limits allow. */
  readonly leftMs?: number;
}

/**
 * The limits that a call has, of which the later ones go before.
 *
 * @throws TypeError where one is no number, or is negative.
 */
export function limitsOf(given: GivenLimits, basis = defaults): SetLimits {
  const limit = (name: keyof CallLimits) => checkedLimit(name, given[name] ?? basis[name]);
  const timeoutMs = Math.min(limit("timeoutMs"), given.leftMs ?? Number.POSITIVE_INFINITY);
  return { timeoutMs, attemptTimeoutMs: limit("attemptTimeoutMs"), retries: limit("retries") };
}

/** A limit that is a number from 0 on; Infinity is none. */
export function checkedLimit(name: string, value: number): number {
  if (typeof value !== "number" || !(value >= 0)) throw new TypeError(`${name} must be a number, 0 or more.`);
  return value;
}
