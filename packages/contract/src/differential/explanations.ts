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
