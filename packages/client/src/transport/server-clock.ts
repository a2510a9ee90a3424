import type { KnowledgeBaseError } from "../errors/knowledge-base-error.js";

/**
 * Reads an IMF-fixdate (RFC 9110, section 5.6.7), the form that servers must send, in milliseconds. Date.parse alone
 * would also read `1`.
 */
export function parseHttpDate(text: string | null): number | undefined {
  if (text === null || !/ \d{4} /.test(text)) return undefined;
  const date = new Date(text);
  return date.toUTCString() === text ? date.getTime() : undefined;
}

/** A larger difference means that the clock is wrong. The service allows 15 minutes (its error table). */
const toleranceMs = 5 * 60_000;

/**
 * How far the server's clock is ahead of ours, in milliseconds; negative when it is behind. Undefined when the answer
 * has no readable `Date`, or one within 5 minutes of ours.
 */
function clockDifferenceMs(headers: Headers, now: () => Date): number | undefined {
  const serverTime = parseHttpDate(headers.get("date"));
  if (serverTime === undefined) return undefined;
  const difference = serverTime - now().getTime();
  return Math.abs(difference) > toleranceMs ? difference : undefined;
}

/**
 * The correction, in milliseconds, that may get a refused call accepted. Undefined when the signature was not refused
 * (401, or 403 as seen live: "check sign error"), or when the answer's `Date` is within 5 minutes of `now`.
 */
export function clockCorrectionMs(error: KnowledgeBaseError, headers: Headers, now: () => Date): number | undefined {
  const isRefused = error.kind === "unauthorized" && (error.status === 401 || error.status === 403);
  return isRefused ? clockDifferenceMs(headers, now) : undefined;
}

/** Whether an error shows that the server accepted the request's signature, and so its date. */
export function showsAcceptedSignature({ code, kind, status = 500 }: KnowledgeBaseError): boolean {
  return code !== undefined && kind !== "unauthorized" && status < 500;
}

/** Advice about the clock for a refused signature; empty when the answer's `Date` is near our clock. */
export function clockAdvice(headers: Headers, now: () => Date): string {
  const difference = clockDifferenceMs(headers, now);
  if (difference === undefined) return "";
  const direction = difference > 0 ? "behind" : "ahead of";
  return ` By the answer's Date, the clock here is ${inWords(Math.abs(difference))} ${direction} the server's.`;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A duration in words, in the largest unit of which it has at least two. */
function inWords(milliseconds: number): string {
  if (milliseconds >= 2 * dayMs) return `${Math.round(milliseconds / dayMs)} days`;
  if (milliseconds >= 2 * hourMs) return `${Math.round(milliseconds / hourMs)} hours`;
  return `${Math.round(milliseconds / minuteMs)} minutes`;
}
