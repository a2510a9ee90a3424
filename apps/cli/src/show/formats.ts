import type { Language } from "@viking-kb/command-line";

/** A known value of an open enumeration, as the contract explains it. */
interface KnownValue {
  readonly value: string | number;
  readonly meaning: Readonly<Record<Language, string>>;
}

/**
 * Shows a value of an open enumeration with its meaning, `6 (being processed)`; an unknown value stays as it is. Only
 * the part of the meaning before a semicolon, in Chinese before a comma, is shown: the rest is for programmers.
 */
export function withMeaning(language: Language, known: readonly KnownValue[]): (value: string | number) => string {
  return (value) => {
    const meaning = known.find((one) => `${one.value}` === `${value}`)?.meaning[language];
    return meaning === undefined ? `${value}` : explained(language, value, beginning[language](meaning));
  };
}

/** The beginning of a meaning, in the form for brackets. */
const beginning: Readonly<Record<Language, (sentence: string) => string>> = {
  en: (sentence) => {
    const [start = ""] = sentence.split(/;|\.$/);
    return start.charAt(0).toLowerCase() + start.slice(1);
  },
  zh: (sentence) => sentence.split(/[，；]/)[0] ?? "",
};

/** A value with what it means in brackets. */
export function explained(language: Language, value: string | number, meaning: string): string {
  return language === "zh" ? `${value}（${meaning}）` : `${value} (${meaning})`;
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
