/** A known value of an open enumeration, as the contract explains it. */
interface KnownValue {
  readonly value: string | number;
  readonly meaning: { readonly en: string };
}

/**
 * Shows a value of an open enumeration with what it means, `6 (being processed)`; an unknown one as it is. Of the meaning
 * it takes what stands before a semicolon: what follows tells programmers where to look.
 */
export function withMeaning(known: readonly KnownValue[]): (value: string | number) => string {
  const meanings = new Map(known.map(({ value, meaning }) => [`${value}`, inBrackets(meaning.en)]));
  return (value) => (meanings.has(`${value}`) ? `${value} (${meanings.get(`${value}`)})` : `${value}`);
}

/** The beginning of a sentence, as it stands in brackets. */
function inBrackets(sentence: string): string {
  const [start = ""] = sentence.split(/;|\.$/);
  return start.charAt(0).toLowerCase() + start.slice(1);
}

/** A Unix time in seconds, as ISO 8601; what is no time is shown as it is. */
export function unixSeconds(seconds: number): string {
  return isoTime(seconds, seconds * 1000);
}

/** A Unix time in milliseconds, as ISO 8601; what is no time is shown as it is. */
export function unixMilliseconds(milliseconds: number): string {
  return isoTime(milliseconds, milliseconds);
}

function isoTime(answered: unknown, milliseconds: number): string {
  const time = new Date(typeof answered === "number" ? milliseconds : Number.NaN);
  return Number.isNaN(time.getTime()) ? String(answered) : time.toISOString().replace(".000Z", "Z");
}
