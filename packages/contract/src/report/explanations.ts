import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { CannotRunError } from "../finding.js";
import { isObject } from "../json.js";

/** Why something is as it is on one server: a branch that is never seen, a difference, a mutant that survives. */
export interface Explanation {
  /** The line by which that thing is told; `*` stands for any text. */
  readonly about: string;
  /** A sentence. */
  readonly why: string;
}

/** Whether an explanation is about what is told by a line. */
export function isAbout({ about }: Pick<Explanation, "about">, line: string): boolean {
  const parts = about.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(line);
}

/**
 * Reads a YAML file of explanations; none where there is no file. Rejects with a CannotRunError, which says what is
 * wrong with it.
 */
export async function readExplanations(file: string | undefined): Promise<Explanation[]> {
  if (file === undefined) return [];
  const refuse = (reason: string, cause?: unknown): never => {
    throw new CannotRunError(`Cannot read the explanations in ${file}: ${reason}.`, { cause });
  };
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => refuse(`${error.code}`, error));
  let rows: unknown;
  try {
    rows = parse(text);
  } catch (error) {
    refuse((error as Error).message.trimEnd(), error);
  }
  if (!Array.isArray(rows)) return refuse("it must hold a list of `about` and `why`");
  return rows.map((row: unknown, index) => {
    const { about, why, ...others } = isObject(row) ? row : {};
    const whole = typeof about === "string" && about !== "" && typeof why === "string" && /^\S.*\.$/s.test(why);
    if (whole && Object.keys(others).length === 0) return { about, why };
    return refuse(`row ${index + 1} must hold what it is \`about\`, and \`why\` in a sentence, and nothing else`);
  });
}
