import { CannotRunError } from "./cannot-run-error.js";
import type { DocumentedCase } from "./documented-case.js";
import { type FixtureNames, namesIn, withProject } from "./fixture-names.js";
import { answerFields, type ResourceKind, type ResourceName, renameIn, requestFields } from "./resource-fields.js";

/**
 * What stands on another target for the names of the fixtures: by kind and name, the target's own name, or null where
 * it has none. A name that is left out is the same there.
 */
export type Names = { readonly [Kind in ResourceKind]?: Readonly<Record<string, string | null>> };

/**
 * Refuses names that no case uses, since a slip must not pass for a name that is the same there.
 *
 * @throws CannotRunError with one sentence for each fault, which lists what there is.
 */
export function assertNames(names: Names, fixtures: FixtureNames): void {
  const faults = Object.entries(names).flatMap(([kind, byName]: [string, unknown]) => {
    const known = fixtures.get(kind as ResourceKind);
    if (known === undefined) return [`there is no kind "${kind}": take one of ${[...fixtures.keys()].join(", ")}`];
    if (typeof byName !== "object" || byName === null) return [`${kind} must hold names and what stands for them`];
    return Object.entries(byName).flatMap(([name, own]: [string, unknown]) => {
      if (!known.has(name)) return [`no case names the ${kind} "${name}": take one of ${[...known.keys()].join(", ")}`];
      if (own === null || (typeof own === "string" && own !== "")) return [];
      return [`${kind} ${name} must be a text, in quotes where it looks like a number, or null`];
    });
  });
  if (faults.length > 0) throw new CannotRunError(`The names cannot be used: ${faults.join("; ")}.`);
}

/** The names in a case that the target has nothing for: by these it cannot be tried. */
export function namesWithout(documented: DocumentedCase, names: Names): ResourceName[] {
  return namesIn(documented).filter(({ kind, name }) => names[kind]?.[name] === null);
}

/**
 * A case as it is tried on a target of other names: what is sent, and what is expected, speak of the target's own.
 * A project that goes without saying is sent only where it is not called `default` there.
 */
export function renameCase(documented: DocumentedCase, names: Names): DocumentedCase {
  const rename = ({ kind, name }: ResourceName) => names[kind]?.[name] ?? name;
  const { request, response } = documented;
  const spelledOut = rename({ kind: "project", name: "default" }) === "default" ? request : withProject(request);
  return {
    ...documented,
    request: renameIn(spelledOut, requestFields, rename),
    response: renameIn(response, answerFields, rename),
  };
}
