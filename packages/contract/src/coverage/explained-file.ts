import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { CannotRunError } from "../cannot-run-error.js";
import { isObject } from "../json.js";
import type { ExplainedBranch } from "./covered.js";

/**
 * Reads a YAML file that says which branches a server cannot be made to show, and why: a list of `{branch, why}`.
 * Rejects with a CannotRunError where it cannot be read.
 */
export async function readExplained(file: string): Promise<ExplainedBranch[]> {
  const refuse = (reason: string): never => {
    throw new CannotRunError(`Cannot read the explanations in ${file}: ${reason}`);
  };
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => refuse(`${error.code}.`));
  const rows: unknown = parseYaml(text, refuse);
  if (!Array.isArray(rows)) return refuse("it must hold a list of branch and why.");
  return rows.map((row: unknown) => {
    const { branch, why } = isObject(row) ? row : {};
    if (typeof branch === "string" && typeof why === "string" && why !== "") return { branch, why };
    return refuse("each row must hold a branch and why.");
  });
}

function parseYaml(text: string, refuse: (reason: string) => never): unknown {
  try {
    return parse(text);
  } catch (error) {
    return refuse((error as Error).message.trimEnd());
  }
}
