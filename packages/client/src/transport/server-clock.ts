import type { KnowledgeBaseError } from "../errors/knowledge-base-error.js";

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const time = "(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)";
/** The three forms of an HTTP date (RFC 9110, section 5.6.7): the one that servers must send, and two older ones. */
const forms = [
  `(?<weekday>\\w{3}), (?<day>\\d\\d) (?<month>\\w{3}) (?<year>\\d{4}) ${time} GMT`,
  `(?<weekday>\\w{6,9}), (?<day>\\d\\d)-(?<month>\\w{3})-(?<year>\\d\\d) ${time} GMT`,
  `(?<weekday>\\w{3}) (?<month>\\w{3}) (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Reads an HTTP date of any form, in milliseconds; undefined when it is none. Date.parse would also read `1`, and days
 * that no month has. A year of two digits is taken to be at most 50 years ahead of `now` (RFC 9110).
 */
export function parseHttpDate(text: string | null, now: () => Date): number | undefined {
  const parts = forms.map((form) => form.exec(text ?? "")?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const { weekday = "", day, month = "", year = "", hour, minute, second } = parts;
  const index = months.indexOf(month) / 3;
  const millisecondsIn = (year: number) =>
    // Years below 100 would be those of the last century.
    new Date(0).setUTCFullYear(year, index, Number(day)) +
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
  let milliseconds = millisecondsIn(Number(year));
  if (year.length === 2) {
    const thisYear = now().getUTCFullYear();
    const century = thisYear - (thisYear % 100);
    const latest = new Date(now()).setUTCFullYear(thisYear + 50);
    const candidates = [100, 0, -100].map((shift) => millisecondsIn(century + shift + Number(year)));
    milliseconds = candidates.find((candidate) => candidate <= latest) ?? Number.NaN;
  }
  // Of the day as it was written, since a leap second belongs to the next one.
  const date = new Date(milliseconds - Number(second) * 1_000);
  const name = weekdays[date.getUTCDay()] ?? "";
  const isDay = Number.isInteger(index) && date.getUTCDate() === Number(day) && date.getUTCMonth() === index;
  return isDay && weekday === (year.length === 2 ? name : name.slice(0, 3)) ? milliseconds : undefined;
}

/** A larger difference means that the clock is wrong. The service allows 15 minutes (its error table). */
const toleranceMs = 5 * 60_000;

/**
 * How far the server's clock is ahead of ours, in milliseconds; negative when it is behind. Undefined when the answer
 * has no readable `Date`, or one within 5 minutes of ours.
 */
function clockDifferenceMs(headers: Headers, now: () => Date): number | undefined {
  const serverTime = parseHttpDate(headers.get("date"), now);
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
