import type { FailedCodes } from "../generated/failed-codes.js";
import { refuseUnknown } from "../given-options.js";

/** A language of hints: `en` or `zh`, or a language tag that begins with one of them, as `zh-CN`. */
export type Locale = "en" | "zh" | `en-${string}` | `zh-${string}`;

/** What the contract says of its codes, in a language other than English. */
export interface Texts {
  /** The hint of each business code, by its number and kind. */
  readonly hints: { readonly [code: string]: string };
  readonly failedCodes: FailedCodes;
}

/** Loads the texts of a language. Undefined where they cannot be loaded: then the English ones serve. */
export type LoadTexts = () => Promise<Texts | undefined>;

/** The Chinese texts are a file of their own, for those alone who ask. */
const loadChinese: LoadTexts = () => import("../generated/chinese.js").catch(() => undefined);

/**
 * What loads the texts of a locale; undefined for English, which is there without loading.
 *
 * @throws TypeError when the locale is of another language.
 */
export function textsOf(locale: Locale = "en"): LoadTexts | undefined {
  const [, language] = /^(en|zh)(?![a-z])/i.exec(locale) ?? [];
  if (!language) refuseUnknown({ [locale]: true }, ["zh", "en"], "locale");
  return language?.toLowerCase() === "zh" ? loadChinese : undefined;
}
