import { readFile } from "node:fs/promises";
import { Ajv, type JSONSchemaType } from "ajv";
import { parse } from "yaml";
import { CannotRunError } from "../cannot-run-error.js";
import type { Difference } from "../compare-answers.js";

/** Why two answers to one case may differ at a place. */
export interface Explanation {
  readonly operation: string;
  /** Name of a case, or `generated`; `*` is any of the operation. */
  readonly case: string;
  /** JSON pointer into the answer's body, `*` being any one step of it; or `status`. */
  readonly path: string;
  readonly kind: Difference["kind"];
  readonly why: string;
}

/** A case, by its name within an operation. */
export interface CaseName {
  readonly operationId: string;
  readonly name: string;
}

/** A case that was compared. */
export interface ComparedCase<Found extends { readonly kind: Difference["kind"] }> extends CaseName {
  readonly differences: readonly Found[];
}

const text = { type: "string", minLength: 1 } as const;
const schema: JSONSchemaType<Explanation[]> = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["operation", "case", "path", "kind", "why"],
    properties: {
      operation: text,
      case: text,
      path: { ...text, pattern: "^(?:/.*|status)$" },
      kind: { type: "string", enum: ["missing", "extra", "type", "value"] },
      why: { ...text, pattern: "\\.$" },
    },
  },
};

/** Reads a file of explanations. Rejects with a CannotRunError, which says what is wrong with it. */
export async function readExplanations(file: string): Promise<Explanation[]> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new CannotRunError(`Cannot read the explanations in ${file}: ${reason}.`, { cause });
  };
  const content = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => refuse(`${error.code}`, error));
  const rows: unknown = await Promise.resolve(content)
    .then(parse)
    .catch((error: Error) => refuse(error.message.trimEnd(), error));
  const ajv = new Ajv({ allErrors: true });
  return ajv.validate(schema, rows) ? rows : refuse(ajv.errorsText());
}

/** How differences are told apart and told of. */
export interface Telling<Found> {
  /** Keys and indices from the top of the body; `status` alone for the HTTP status. */
  pathOf(difference: Found): readonly (string | number)[];
  /** In words, without anything secret. */
  show(difference: Found): string;
  /** The file of explanations, and what may be mended instead. */
  readonly file: string;
  readonly mend: string;
  /** Cases that could not be compared: a row about one of them may have had something to explain. */
  readonly notCompared?: readonly CaseName[] | undefined;
}

/** One sentence for each difference that not exactly one row explains, and for each row that explains none. */
export function findUnexplained<Found extends { readonly kind: Difference["kind"] }>(
  cases: readonly ComparedCase<Found>[],
  rows: readonly Explanation[],
  { pathOf, show, file, mend, notCompared = [] }: Telling<Found>,
): string[] {
  const used = new Set<Explanation>();
  const unexplained = cases.flatMap((one) =>
    one.differences.flatMap((difference) => {
      const matching = rows.filter(
        (row) => isAbout(row, one) && row.kind === difference.kind && isAt(row.path, pathOf(difference)),
      );
      for (const row of matching) used.add(row);
      if (matching.length === 1) return [];
      const place = `${one.operationId} ${one.name}: ${show(difference)} (${difference.kind})`;
      return matching.length === 0
        ? [`${place}. ${mend}, or explain it in ${file}.`]
        : [`${place}. ${matching.length} rows of ${file} explain it: one is enough.`];
    }),
  );
  const idle = rows.filter((row) => !used.has(row) && !notCompared.some((one) => isAbout(row, one)));
  return [
    ...unexplained,
    ...idle.map(
      (row) => `${row.operation} ${row.case}: ${row.path} (no such difference). Remove the row from ${file}.`,
    ),
  ];
}

function isAbout(row: Explanation, one: CaseName): boolean {
  return row.operation === one.operationId && [one.name, "*"].includes(row.case);
}

function isAt(pointer: string, path: readonly (string | number)[]): boolean {
  const steps = pointer.startsWith("/") ? pointer.split("/").slice(1) : [pointer];
  return (
    steps.length === path.length &&
    steps.every(
      (step, index) => step === "*" || step.replaceAll("~1", "/").replaceAll("~0", "~") === String(path[index]),
    )
  );
}
