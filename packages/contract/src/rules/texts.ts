import type { Finding } from "../finding.js";
import { isObject, type Json, pointerStep } from "../json.js";

/** Each text in a field of one of these names, wherever it stands, that is not as it should be. */
export function badTexts(
  value: Json,
  names: ReadonlySet<string>,
  isGood: (text: string) => boolean,
  message: string,
  at = "",
): Finding[] {
  const within = (inner: Json, key: string | number) => badTexts(inner, names, isGood, message, at + pointerStep(key));
  if (Array.isArray(value)) return value.flatMap(within);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== "string" || !names.has(key)) return within(inner, key);
    return isGood(inner) ? [] : [{ at: at + pointerStep(key), message }];
  });
}
