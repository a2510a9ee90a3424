import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { repeatPoints } from "../src/fixture-points.ts";
import type { JsonObject } from "./document.ts";
import type { Finding } from "./finding.ts";
import { specFolder } from "./paths.ts";
import { Refusal } from "./refusal.ts";

/** What a server must hold for the documented cases, as far as programs here read it. */
interface Fixtures {
  keys: Record<string, { projects: string[] | "all" }>;
  projects: Record<string, { collections?: Record<string, FixtureCollection> }>;
}

/** See `fixtures.schema.json`. */
export interface FixtureCollection {
  resource_id?: string;
  pipelines: Record<string, { index_list: { status: number }[] }>;
  documents?: Record<string, FixtureDocument>;
  tasks?: Record<string, { status: string; pipeline_name?: string }>;
}

/** See `fixtures.schema.json`. */
interface FixtureDocument {
  process_status: number;
  points?: { point_id?: string; chunk_id?: number; chunk_type?: string; times?: number }[];
}

/** Name of the file, in the folder of the contract. */
export const fixturesFile = "fixtures.yaml";

/**
 * Reads `fixtures.yaml` with its anchors resolved, each point by itself, and without the members (`x-…`) that exist
 * only for anchors.
 *
 * @throws Refusal when it is not YAML; the message has line and column.
 */
export function readFixtures(folder: string = specFolder): Fixtures {
  const { keys, projects } = readYaml(folder) as unknown as Fixtures;
  for (const { collections = {} } of Object.values(projects)) {
    for (const { documents = {} } of Object.values(collections)) {
      // Anchors make one object of several documents.
      for (const [id, { points, ...document }] of Object.entries(documents)) {
        documents[id] = { ...document, ...(points === undefined ? {} : { points: repeatPoints(points) }) };
      }
    }
  }
  return { keys, projects };
}

/** The places where `fixtures.yaml` breaks `fixtures.schema.json`, and how. */
export function checkFixtures(folder: string = specFolder): Finding[] {
  const schema = JSON.parse(readFileSync(join(folder, "fixtures.schema.json"), "utf8"));
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(readYaml(folder));
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if" && keyword !== "propertyNames");
  return errors.map((error) => ({ rule: "fixtures", pointer: `#${error.instancePath}`, message: describe(error) }));
}

function readYaml(folder: string): JsonObject {
  const file = join(folder, fixturesFile);
  try {
    return parse(readFileSync(file, "utf8"), { merge: true });
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** For these keywords the schema's description says what is required. */
const explained = ["const", "enum", "pattern", "format", "maximum", "minLength"];

/** Says what is wrong, with the value and the schema's description of the place. */
function describe({ keyword, message, params, parentSchema, propertyName }: ErrorObject): string {
  const named = propertyName === undefined ? "" : `has the name ${JSON.stringify(propertyName)}, which `;
  const { additionalProperty, allowedValues, allowedValue } = params;
  const values = allowedValues ?? (allowedValue === undefined ? undefined : [allowedValue]);
  const detail = additionalProperty ?? values?.map((value: unknown) => JSON.stringify(value)).join(", ");
  const text = keyword === "additionalProperties" ? "must not have the member" : message;
  const meaning = explained.includes(keyword) ? parentSchema?.description : undefined;
  return `${named}${text}${detail === undefined ? "" : ` ${detail}`}${meaning === undefined ? "" : ` (${meaning})`}`;
}
