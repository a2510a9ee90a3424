import { isWellFormed } from "../storage/well-formed.js";
import { DocumentFailure } from "./failures.js";

/** In UTF-16 code units: so much of what stands before a character shows where that is. */
const shownBefore = 30;

/**
 * What is wrong with a text that cannot be stored, and where, to follow what names the text; undefined when it can be.
 */
export function faultOfText(text: string): string | undefined {
  if (isWellFormed(text)) return undefined;
  const at = text.search(/[\0\p{Surrogate}]/u);
  const problem =
    text[at] === "\0"
      ? "the character U+0000, which no text may hold; leave it out"
      : "half of a surrogate pair, such as \\ud83d alone, which is no character; write the whole character";
  const before = text.slice(Math.max(at - shownBefore, 0), at).replace(/^\p{Surrogate}/u, "");
  return `holds ${problem}.${before === "" ? "" : ` It stands behind ${JSON.stringify(before)}.`}`;
}

/**
 * @param name what a sentence calls the value, as its subject
 * @throws DocumentFailure when a text in it, or the name of a member, cannot be stored, and TypeError when it refers to
 * itself.
 */
export function requireStorable(value: unknown, name: string): void {
  JSON.stringify(value, (member, inner) => {
    const fault = faultOfText(member) ?? (typeof inner === "string" ? faultOfText(inner) : undefined);
    if (fault !== undefined) throw new DocumentFailure(`${name} ${fault}`);
    return typeof inner === "bigint" ? String(inner) : inner;
  });
}
