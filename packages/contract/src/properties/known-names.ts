import type { DocumentedCase } from "../documented-case.js";
import { namesIn } from "../fixture-names.js";
import type { ResourceKind } from "../resource-fields.js";

/** Names that a target may have something for, by kind. */
export type KnownNames = ReadonlyMap<ResourceKind, readonly string[]>;

/** The names that cases use, in the target's own words, those that must not exist included. */
export function knownNamesOf(cases: readonly DocumentedCase[]): KnownNames {
  const names = new Map<ResourceKind, Set<string>>();
  for (const { kind, name } of cases.flatMap(namesIn)) names.set(kind, (names.get(kind) ?? new Set()).add(name));
  return new Map([...names].map(([kind, own]) => [kind, [...own]]));
}
