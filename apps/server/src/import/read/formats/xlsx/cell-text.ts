/**
 * What a cell says. Numbers keep the 15 digits that Excel keeps, whatever its format shows of them; percentages are
 * written as such, dates as `2024-08-28`, times as `14:30:00`, durations as `36:00:00`. A number that is none of these,
 * though its format says so, is written as it is.
 *
 * @param format the cell's number format, such as `0.00%`
 * @param is1904 whether days are counted from 1904, as Excel on the Macintosh did
 */
export function cellText(
  value: string | number | boolean | Date | null,
  format: string | undefined,
  is1904: boolean,
): string {
  if (value === null) return "";
  if (typeof value === "string") return value.replaceAll(/\r\n?/g, "\n");
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const shown = withoutLiterals(format ?? "");
  if (value instanceof Date) return dateText(value, shown, is1904);
  return shown.includes("%") ? `${digits(100 * value)}%` : digits(value);
}

function digits(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** The first section of a format, for positive numbers, without what it shows as it stands. */
function withoutLiterals(format: string): string {
  const bare = format.replaceAll(/"[^"]*"|\\.|[_*]./g, "");
  return bare.split(";")[0] ?? "";
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

function dateText(date: Date, format: string, is1904: boolean): string {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (date.getTime() < startOf(is1904) || rounded.getTime() >= endOfDates) return digits(daysOf(date, is1904));
  const [day = "", time = ""] = rounded.toISOString().slice(0, 19).split("T");
  if (/\[(?:h+|m+|s+)\]/i.test(format)) return durationText(rounded, is1904);
  const isTimeOnly = !/[dy]/i.test(withoutCodes(format)) && /[hs]/i.test(withoutCodes(format));
  if (isTimeOnly && rounded.getTime() - startOf(is1904) < dayMilliseconds) return time;
  return time === "00:00:00" && !/[hs]/i.test(withoutCodes(format)) ? day : `${day} ${time}`;
}

/** Without a locale or a colour, such as `[$-409]` and `[Red]`. */
function withoutCodes(format: string): string {
  return format.replaceAll(/\[[^\]]*\]|am\/pm|general/gi, "");
}

/** The day that Excel calls 0. */
function startOf(is1904: boolean): number {
  return is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 31);
}

/** Excel's last day is that of the year 9999. */
const endOfDates = Date.UTC(10_000, 0, 1);

/** The number that Excel keeps for a moment. */
function daysOf(date: Date, is1904: boolean): number {
  const passed = date.getTime() - startOf(is1904);
  // Excel believes that there was a 29th of February in 1900.
  return (passed + (!is1904 && passed >= 60 * dayMilliseconds ? dayMilliseconds : 0)) / dayMilliseconds;
}

function durationText(date: Date, is1904: boolean): string {
  const seconds = Math.round(daysOf(date, is1904) * (dayMilliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
