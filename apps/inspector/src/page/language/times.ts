import type { Language } from "./language.js";

const locale = (language: Language) => (language === "zh" ? "zh-CN" : "en");

/** A time on this machine's clock, to the second. */
export function localTime(time: Date, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: "medium", timeStyle: "medium" }).format(time);
}

/** The same with the day of the week and the zone, and in UTC. */
export function wholeTime(time: Date, language: Language): string {
  const whole = new Intl.DateTimeFormat(locale(language), { dateStyle: "full", timeStyle: "long" }).format(time);
  return `${whole}\n${time.toISOString()}`;
}

const units = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** How long ago something was, or how long it takes to come, in the largest unit that fits. */
export function relativeTime(time: Date, now: number, language: Language): string {
  const seconds = (time.getTime() - now) / 1_000;
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (["second", 1] as const);
  return new Intl.RelativeTimeFormat(locale(language), { numeric: "auto" }).format(Math.trunc(seconds / length), unit);
}

/** A time that is left, as `14:05` or `3:00:00`. */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, minutes, rest] = parts.map((part) => `${part}`.padStart(2, "0"));
  return hours === "00" ? `${minutes}:${rest}` : `${hours}:${minutes}:${rest}`;
}
