const form = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** The moment that an X-Date names; undefined unless it has exactly that form and is a real date and time. */
export function parseSigningDate(text: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = form.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Without the form, or with a month or second that does not exist, this is an invalid date. A day that the month does
  // not have, and the hour 24, are read as of a later day (2026-02-30 as 2026-03-02): so the day is compared.
  return date.getUTCDate() === Number(day) ? date : undefined;
}
