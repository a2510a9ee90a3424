import { readFile } from "node:fs/promises";
import { Document, type Pair, parse, type Scalar } from "yaml";
import { CannotRunError } from "./cannot-run-error.js";
import { readDocumentedCases } from "./documented-case.js";
import { readFixtureNames } from "./fixture-names.js";
import type { Names } from "./names.js";
import { pairsOf, readStrictContract } from "./strict-contract.js";

const introduction = `
 What the contract's cases name, by kind. After each name put that of a resource of yours, for which the same holds
 (spec/fixtures.yaml), or null where you have none: the cases that name it are then not tried.
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
  const cases = readDocumentedCases(pairsOf(readStrictContract())).filter(({ later }) => !later);
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
