import type { Language } from "./language.js";

/** A known value of an open enumeration, as the contract explains it. */
interface KnownValue {
  readonly value: string | number;
  readonly meaning: Readonly<Record<Language, string>>;
}

/** What the contract says of a value; undefined when it does not know the value. */
export function meaningOf(known: readonly KnownValue[], value: unknown, language: Language): string | undefined {
  const meaning = known.find((one) => `${one.value}` === `${value}`)?.meaning[language];
  return meaning?.replace(/\.$/, "");
}

/** The beginning of a meaning, for where there is little room: the rest is for programmers. */
export function beginningOf(meaning: string): string {
  return meaning.split(/[;，；]/)[0] ?? meaning;
}
