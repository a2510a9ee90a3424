import { clockDifferenceMs } from "./clock-difference.js";

/** What to say of our clock to somebody whose signature was refused; nothing when the answer's `Date` is near it. */
export function clockAdvice(headers: Headers, now: () => Date): string {
  const difference = clockDifferenceMs(headers, now);
  if (difference === undefined) return "";
  const direction = difference > 0 ? "behind" : "ahead of";
  return ` By the answer's Date, the clock here is ${inWords(Math.abs(difference))} ${direction} the server's.`;
}

const minuteMs = 60_000;
const units = [
  { name: "days", milliseconds: 24 * 60 * minuteMs },
  { name: "hours", milliseconds: 60 * minuteMs },
] as const;

/** In the largest unit of which there are two at least. */
function inWords(milliseconds: number): string {
  const unit = units.find((unit) => milliseconds >= 2 * unit.milliseconds) ?? {
    name: "minutes",
    milliseconds: minuteMs,
  };
  return `${Math.round(milliseconds / unit.milliseconds)} ${unit.name}`;
}
