import { formatSigningDate } from "../sign/signing-date.js";

/** The moment that an X-Date names; undefined unless it has exactly that form and is a real date and time. */
export function parseSigningDate(text: string): Date | undefined {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined;
  const day = Number(text.slice(0, 8));
  const time = Number(text.slice(9, 15));
  const month = Math.floor(day / 100);
  const minute = Math.floor(time / 100);
  const date = new Date(
    Date.UTC(Math.floor(month / 100), (month % 100) - 1, day % 100, Math.floor(minute / 100), minute % 100, time % 100),
  );
  // Date.UTC moves a day or minute that does not exist to the next (2026-02-30), and takes years below 100 for the last
  // century's. Formatting the date again shows both, but throws beyond the year 9999.
  return date.getUTCFullYear() <= 9999 && formatSigningDate(date) === text ? date : undefined;
}
