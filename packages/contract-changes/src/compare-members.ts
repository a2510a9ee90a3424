import { isObject, type Json, type JsonObject } from "@viking-kb/contract";
import type { Change } from "./change.js";

/** Members that are words, or follow from what is compared elsewhere. */
const words = new Set([
  "description",
  "x-description-zh",
  "meaning",
  "hint",
  "advice",
  "zh",
  "en",
  "x-source",
  "x-pattern-words",
  "x-limits",
  "x-typescript-type",
]);

/** Whether a member says nothing that a program goes by. */
export function isWords(key: string): boolean {
  return words.has(key);
}

/** Lists that may grow and must not shrink, with the name of an entry. */
const nameInList: Readonly<Record<string, (entry: Json) => Json | undefined>> = {
  "x-known-values": (entry) => (isObject(entry) ? entry.value : entry),
  "x-business-codes": (entry) => (isObject(entry) ? entry.code : entry),
  "x-failed-codes": (entry) => (isObject(entry) ? entry.code : entry),
  "x-one-of-required": (entry) => entry,
  servers: (entry) => (isObject(entry) ? entry.url : entry),
};

/**
 * Compares members of two objects. A list of {@link nameInList} may grow; of everything else each difference breaks
 * somebody, since a mark means something to whoever generates code from it.
 *
 * @param at where the objects stand, as the end of a sentence
 */
export function compareMembers(
  keys: readonly string[],
  released: JsonObject,
  working: JsonObject,
  operation: string,
  at: string,
): Change[] {
  return keys.flatMap((key) => {
    const [before, after] = [released[key], working[key]];
    if (isSame(before, after)) return [];
    const differences =
      key in nameInList
        ? compareLists(key, before, after)
        : [{ what: `\`${key}\` changed from ${shown(before)} to ${shown(after)}`, breaks: true }];
    return differences.map(({ what, breaks }) => ({ operation, what: what + at, breaks }));
  });
}

function compareLists(key: string, before: Json | undefined, after: Json | undefined): Omit<Change, "operation">[] {
  const byName = (list: Json | undefined) =>
    new Map((Array.isArray(list) ? list : []).map((entry) => [shown(nameInList[key]?.(entry)), entry]));
  const [old, fresh] = [byName(before), byName(after)];
  // One of several fields is demanded, or none: only a longer list, or none at all, lets more requests through.
  if (key === "x-one-of-required" && old.size * fresh.size === 0) {
    const names = [...old.keys(), ...fresh.keys()].join(", ");
    return [{ what: `one of ${names} became ${fresh.size > 0 ? "required" : "optional"}`, breaks: fresh.size > 0 }];
  }
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((name): Omit<Change, "operation">[] => {
    if (!fresh.has(name)) return [{ what: `${name} is gone from \`${key}\``, breaks: true }];
    if (!old.has(name)) return [{ what: `${name} is new in \`${key}\``, breaks: false }];
    return isSame(old.get(name), fresh.get(name)) ? [] : [{ what: `${name} changed in \`${key}\``, breaks: true }];
  });
}

/** Whether two values are the same but for their words and for the order of members. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one, withoutWords) === JSON.stringify(other, withoutWords);
}

function withoutWords(_: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !words.has(key))
      .sort(),
  );
}

function shown(value: Json | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
