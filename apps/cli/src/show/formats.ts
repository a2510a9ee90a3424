/** A known value of an open enumeration, as the contract explains it. */
interface KnownValue {
  readonly value: string | number;
  readonly meaning: { readonly en: string };
}

/**
 * Shows a value of an open enumeration with its meaning, `6 (being processed)`; an unknown value stays as it is. Only
 * the part of the meaning before a semicolon is shown: the rest is for programmers.
 */
export function withMeaning(known: readonly KnownValue[]): (value: string | number) => string {
  const meanings = new Map(known.map(({ value, meaning }) => [`${value}`, inBrackets(meaning.en)]));
  return (value) => (meanings.has(`${value}`) ? `${value} (${meanings.get(`${value}`)})` : `${value}`);
}

/** The beginning of a sentence, in the form for brackets. */
function inBrackets(sentence: string): string {
  const [start = ""] = sentence.split(/;|\.$/);
  return start.charAt(0).toLowerCase() + start.slice(1);
}

/** A Unix time in seconds, as ISO 8601; a value that is not a time stays as it is. */
export function unixSeconds(seconds: number): string {
  return isoTime(seconds, seconds * 1000);
}

/** A Unix time in milliseconds, as ISO 8601; a value that is not a time stays as it is. */
export function unixMilliseconds(milliseconds: number): string {
  return isoTime(milliseconds, milliseconds);
}

function isoTime(answered: unknown, milliseconds: number): string {
  const time = new Date(typeof answered === "number" ? milliseconds : Number.NaN);
  return Number.isNaN(time.getTime()) ? String(answered) : time.toISOString().replace(".000Z", "Z");
}
