import type { FixtureNames } from "../fixture-names.js";
import { isObject } from "../json.js";
import type { Names } from "../names.js";

/**
 * The names for a cloud: there nothing is called as in the fixtures by chance, so what was not named is not there. The
 * project alone goes without saying.
 *
 * @param project the target's own project for the fixtures' `default`, where the names give none
 */
export function cloudNames(names: Names, fixtures: FixtureNames, project = "default"): Names {
  const without = (kind: string, name: string) => (kind === "project" && name === "default" ? project : null);
  const known = [...fixtures].map(([kind, byName]) => {
    const own = names[kind];
    const unnamed = Object.fromEntries([...byName.keys()].map((name) => [name, without(kind, name)]));
    // What is not even a list of names is refused where names are checked.
    return [kind, own === undefined || isObject(own) ? { ...unnamed, ...own } : own] as const;
  });
  return { ...names, ...Object.fromEntries(known) };
}
