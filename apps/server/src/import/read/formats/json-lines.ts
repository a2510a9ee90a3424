import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Point } from "@viking-kb/spec";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { idLengthFault } from "../../../storage/id-length.js";
import type { WireMembers } from "../../../storage/records.js";
import { markedMembers } from "../../../wire.js";
import { DocumentFailure, failedCode } from "../../failures.js";
import type { ReadDocument, ReadyPoint } from "./document-reader.js";
import { JsonFault, type ParsedJson, parseJson } from "./parse-json.js";
import { asPointLine } from "./question-line.js";

/**
 * Reads JSON lines: each line that is not empty holds one point as the contract has it (schema `Point`), without what
 * the server sets itself. A `point_id` may be given. Numbers in it keep their digits.
 *
 * @throws DocumentFailure while its points are read, also when there is no such line (36007).
 */
export function readJsonLines(text: string): ReadDocument {
  return { points: pointsOf(text) };
}

function* pointsOf(text: string): Generator<ReadyPoint> {
  const lineOfPointId = new Map<string, number>();
  let number = 0;
  let isEmpty = true;
  for (const line of linesOf(text)) {
    number++;
    if (line.trim() === "") continue;
    isEmpty = false;
    const point = toPoint(line, number);
    if (point.pointId !== undefined) {
      const tooLong = idLengthFault(point.pointId);
      if (tooLong !== undefined) throw atLine(number, `point_id: ${tooLong}`);
      const earlier = lineOfPointId.get(point.pointId);
      if (earlier !== undefined) throw atLine(number, `point_id "${point.pointId}" is that of line ${earlier}`);
      lineOfPointId.set(point.pointId, number);
    }
    yield point;
  }
  if (isEmpty) throw new DocumentFailure("The file holds no line with a point.", failedCode.structuredDocumentEmpty);
}

/** One by one: split all at once, a file that holds only line ends would become millions of texts. */
function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  yield text.slice(start);
}

function toPoint(line: string, number: number): ReadyPoint {
  const { value, exact } = parse(line, number);
  const fault = pointLineFault(value);
  if (fault !== undefined) {
    const pointLine = asPointLine(value);
    throw atLine(number, fault, pointLine === undefined ? "" : ` A line that would do: ${pointLine}`);
  }
  const { point_id: pointId, content } = value as PointLine;
  const { point_id: _, content: __, ...members } = exact as PointLine;
  // Where no digit would be lost, the numbers are as they stand in the value.
  return { pointId, content, members: exact === value ? members : { ...members, ...integersOf(value as PointLine) } };
}

type PointLine = WireMembers & { readonly point_id?: string; readonly content: string };

function parse(line: string, number: number): ParsedJson {
  try {
    return parseJson(line);
  } catch (error) {
    throw error instanceof JsonFault ? atLine(number, error.message) : error;
  }
}

/** A point's own numbers are integers, which some readers know only without a fraction or exponent: 1.0 is 1. */
function integersOf(value: PointLine): WireMembers {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member === "number"));
}

function atLine(number: number, fault: string, hint = ""): DocumentFailure {
  return new DocumentFailure(`Line ${number}: ${fault}.${hint}`);
}

const madeByServer: readonly (keyof Point)[] = ["chunk_id", "doc_info", "process_time"];

/** Members of a point that are refused in a line: the server makes them, or takes them from the collection. */
const setByServer: readonly string[] = [...madeByServer, ...markedMembers("echo")];

// The strict contract, since what a server answers is held against it.
const contractFile = fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.strict.json"));
let validate: ValidateFunction | undefined;

/** What is wrong with a parsed line as a point, as `field: reason`; undefined when nothing is. */
function pointLineFault(value: unknown): string | undefined {
  const refused = typeof value === "object" && value !== null && setByServer.find((name) => Object.hasOwn(value, name));
  if (refused) return `${refused}: is set by the server and must be left out`;
  validate ??= compile();
  if (validate(value)) return undefined;
  // Where a field has alternatives, each of them gives an error, and the last error sums them up.
  const violation = validate.errors?.at(-1);
  return violation && describe(violation);
}

function compile(): ValidateFunction {
  const { components } = JSON.parse(readFileSync(contractFile, "utf8"));
  const own = Object.entries(components.schemas.Point.properties).filter(([name]) => !setByServer.includes(name));
  // Not strict, since the schema holds keywords that Ajv does not know: the contract's (`x-…`) and OpenAPI's
  // (`example`).
  const int64 = { type: "number", validate: (value: number) => Number.isSafeInteger(value) } as const;
  const ajv = new Ajv({ strict: false, formats: { int32: true, int64 } });
  return ajv.compile({
    type: "object",
    required: ["content"],
    properties: { ...Object.fromEntries(own), point_id: { type: "string", minLength: 1 } },
    additionalProperties: false,
    components,
  });
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
