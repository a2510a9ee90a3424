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
  // A day or minute that does not exist rolls over, as in 2026-02-30: formatting it back shows that, but throws where it
  // rolls beyond the year 9999. It shows the years below 100 too, which Date.UTC takes for those of the last century.
  return date.getUTCFullYear() <= 9999 && formatSigningDate(date) === text ? date : undefined;
}
