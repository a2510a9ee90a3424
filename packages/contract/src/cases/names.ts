import { readFile } from "node:fs/promises";
import { Document, type Pair, parse, type Scalar } from "yaml";
import { answerNames, type ResourceKind, requestFields } from "../field-kinds.js";
import { CannotRunError } from "../finding.js";
import {
  type DocumentedCase,
  type FixtureNames,
  namesIn,
  type ResourceName,
  readDocumentedCases,
  readFixtureNames,
  renameIn,
  withProject,
} from "./documented-cases.js";

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
 * The default project is sent only where it has another name there.
 */
export function renameCase(documented: DocumentedCase, names: Names): DocumentedCase {
  const rename = ({ kind, name }: ResourceName) => names[kind]?.[name] ?? name;
  const { request, response } = documented;
  const spelledOut = rename({ kind: "project", name: "default" }) === "default" ? request : withProject(request);
  return {
    ...documented,
    request: renameIn(spelledOut, requestFields, rename),
    response: renameIn(response, answerNames, rename),
  };
}

const introduction = `
 What the contract's cases name, by kind. After each name put that of a resource of yours, for which the same holds
 (@viking-kb/spec/fixtures.yaml), or null where you have none: the cases that name it are then not tried.
`.slice(1, -1);

/**
 * Reads a file of names.
 * Rejects with a CannotRunError where it cannot be read; what it holds is held against the cases when they are run.
 */
export async function readNames(file: string): Promise<Names> {
  const refuse = (reason: string, cause: unknown): never => {
    throw new CannotRunError(`Cannot read the names in ${file}: ${reason}`, { cause });
  };
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) =>
    refuse(`${error.code}. Give a file as the command "names" writes it.`, error),
  );
  try {
    const names: unknown = parse(text);
    if (typeof names === "object" && names !== null && !Array.isArray(names)) return names;
  } catch (error) {
    refuse((error as Error).message.trimEnd(), error);
  }
  return refuse("it must hold kinds, such as collection, with names under them.", undefined);
}

/** A file of names that changes none: every name, its kind, and as comments the cases that use it. */
export function formatNamesTemplate(): string {
  const cases = readDocumentedCases().filter(({ later }) => !later);
  const names = readFixtureNames(cases);
  const document = new Document(
    Object.fromEntries([...names].map(([kind, byName]) => [kind, Object.fromEntries([...byName.keys()].map(twice))])),
  );
  document.commentBefore = introduction;
  for (const [kind, byName] of names) {
    const { items } = document.get(kind) as unknown as { items: Pair<Scalar<string>, Scalar<string>>[] };
    for (const { key } of items) key.commentBefore = describeUses(byName.get(key.value) ?? []);
  }
  return document.toString({ lineWidth: 0 });
}

/** One line for each operation: `getDocInfo: 200 with-meta, 401 unauthorized`. */
function describeUses(titles: readonly string[]): string {
  if (titles.length === 0) return " no case; the strict layer lists all that it holds, if it is there";
  const operations = new Set(titles.map((title) => title.split(" ")[0] ?? ""));
  const lines = [...operations].map((operation) => {
    const own = titles.filter((title) => title.startsWith(`${operation} `));
    return ` ${operation}: ${own.map((title) => title.slice(operation.length + 1)).join(", ")}`;
  });
  return lines.join("\n");
}

function twice(name: string): [string, string] {
  return [name, name];
}
