import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type CaseReport, type Difference, formatDifference } from "@viking-kb/contract";
import { Ajv, type JSONSchemaType } from "ajv";
import { parse } from "yaml";

/** Why an answer of the server may be other than the documented one at a place. */
export interface Explanation {
  readonly operation: string;
  /** Name of a case; `*` is any of the operation. */
  readonly case: string;
  /** JSON pointer into the answer; `*` is any one step of it. */
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
      path: { ...text, pattern: "^/" },
      kind: { type: "string", enum: ["missing", "extra", "type", "value"] },
      why: { ...text, pattern: "\\.$" },
    },
  },
};

/** Reads `contract-differences.yaml`. */
export async function readExplanations(): Promise<Explanation[]> {
  const file = fileURLToPath(new URL("../contract-differences.yaml", import.meta.url));
  const rows: unknown = parse(await readFile(file, "utf8"));
  const ajv = new Ajv({ allErrors: true });
  if (!ajv.validate(schema, rows)) throw new Error(`contract-differences.yaml: ${ajv.errorsText()}`);
  return rows;
}

/**
 * One sentence for each difference that not exactly one row explains, and for each row that explains none. Links are
 * shown without their query.
 */
export function findUnexplained(cases: readonly CaseReport[], rows: readonly Explanation[]): string[] {
  const used = new Set<Explanation>();
  const unexplained = cases.flatMap((one) =>
    one.differences.flatMap((difference) => {
      const matching = rows.filter((row) => explains(row, one, difference));
      for (const row of matching) used.add(row);
      if (matching.length === 1) return [];
      const place = `${one.operationId} ${one.name}: ${formatDifference(difference)} (${difference.kind})`;
      return matching.length === 0
        ? [`${place}. Mend spec/fixtures.yaml or the server, or explain it in apps/server/contract-differences.yaml.`]
        : [`${place}. ${matching.length} rows of apps/server/contract-differences.yaml explain it: one is enough.`];
    }),
  );
  const idle = rows.filter((row) => !used.has(row)).map((row) => `${row.operation} ${row.case}: ${row.path}`);
  return [
    ...unexplained,
    ...idle.map((place) => `${place} (no such difference). Remove the row from apps/server/contract-differences.yaml.`),
  ];
}

function explains(row: Explanation, { operationId, name }: CaseReport, { path, kind }: Difference): boolean {
  const steps = row.path.split("/").slice(1);
  return (
    row.operation === operationId &&
    [name, "*"].includes(row.case) &&
    row.kind === kind &&
    steps.length === path.length &&
    steps.every((step, index) => step === "*" || step === String(path[index]))
  );
}
