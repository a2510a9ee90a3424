import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

/** Members of a point that the server sets itself: those that name it and what it belongs to. */
const setByServer = ["chunk_id", "collection_name", "doc_info", "process_time", "project", "resource_id"];

interface Contract {
  readonly components: {
    readonly schemas: { readonly Point: { readonly properties: Readonly<Record<string, object>> } };
  };
}

// The strict contract, since what a server answers is held against it.
const contractFile = fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.strict.json"));
let validate: ValidateFunction | undefined;

/** What keeps a parsed line from being a point, as `field: reason`; undefined when nothing does. */
export function pointLineFault(value: unknown): string | undefined {
  const refused = typeof value === "object" && value !== null && setByServer.find((name) => Object.hasOwn(value, name));
  if (refused) return `${refused}: is set by the server and must be left out`;
  validate ??= compile();
  if (validate(value)) return undefined;
  // The last one sums up what the alternatives of a field say before it.
  const violation = validate.errors?.at(-1);
  return violation && describe(violation);
}

function compile(): ValidateFunction {
  const { components } = JSON.parse(readFileSync(contractFile, "utf8")) as Contract;
  const { Point: point } = components.schemas;
  const own = Object.entries(point.properties).filter(([name]) => !setByServer.includes(name));
  // The contract's own keywords (`x-…`) and OpenAPI's (`example`) say nothing that is checked here.
  const ajv = new Ajv({ strict: false, formats: { int32: true, int64: { type: "number", validate: isExact } } });
  return ajv.compile({
    type: "object",
    required: ["content"],
    properties: { ...Object.fromEntries(own), point_id: { type: "string", minLength: 1 } },
    additionalProperties: false,
    components,
  });
}

function isExact(value: number): boolean {
  return Number.isSafeInteger(value);
}

function describe({ keyword, instancePath, params, message }: ErrorObject): string {
  const field = instancePath.slice(1).replaceAll("/", ".");
  const inside = (name: string) => (field === "" ? name : `${field}.${name}`);
  switch (keyword) {
    case "required":
      return `${inside(params.missingProperty)}: is required`;
    case "additionalProperties":
      return `${inside(params.additionalProperty)}: is not a field of a point`;
    case "enum":
      return `${field}: must be one of ${params.allowedValues.join(", ")}`;
    default:
      return field === "" ? `it ${message}` : `${field}: ${message}`;
  }
}
