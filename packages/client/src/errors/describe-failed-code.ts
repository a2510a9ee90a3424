import { type FailedCode, failedCodes } from "../generated/failed-codes.js";
import { type Locale, type Texts, textsOf } from "./locale.js";

/** A failed_code as the service sends it: a number, or the number as text; none when processing did not fail. */
type SentCode = number | string | null | undefined;

/**
 * What a `failed_code` of doc/info means and what to do about it (spec/error-codes.yaml), in a language whose texts are
 * loaded first. Where they cannot be loaded, it is in English. An unknown code, or none, means an unknown error.
 *
 * @throws TypeError when the locale is of another language.
 */
export function describeFailedCode(code: SentCode, options: { readonly locale: Locale }): Promise<FailedCode>;
/** The same in English, at once. */
export function describeFailedCode(code: SentCode): FailedCode;
export function describeFailedCode(
  code: SentCode,
  options?: { readonly locale?: Locale },
): FailedCode | Promise<FailedCode> {
  // As a callback of `map` it is given an index too.
  return options?.locale === undefined ? meaningOf(code) : describeIn(options.locale, code);
}

async function describeIn(locale: Locale, code: SentCode): Promise<FailedCode> {
  return meaningOf(code, await textsOf(locale)?.());
}

/** What a failed_code means, in the language of the texts, or in English. */
export function meaningOf(code: SentCode, texts?: Texts): FailedCode {
  const table = texts?.failedCodes ?? failedCodes;
  const number = Number(code ?? "");
  return Object.hasOwn(table, number) ? (table[number] ?? table.other) : table.other;
}
