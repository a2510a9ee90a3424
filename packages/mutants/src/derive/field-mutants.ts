import { isObject, type Json, type JsonObject } from "@viking-kb/contract";
import { changeBody, type Mutant, mutantsOf } from "../mutant.js";
import { eachAt, type Place, placeName } from "./place.js";

/** Changes a member of an object in place. */
type ChangeMember = (parent: JsonObject, key: string) => unknown;
/** A fault at a place: what is said of it, and what it does there. */
type FieldFault = readonly [group: string, detail: string, description: string, change: ChangeMember];

/** The faults that a server can make at one place, as its schema has it. */
export function fieldMutants(place: Place): Mutant[] {
  const { operationId, status, steps } = place;
  const name = placeName(place);
  const mutant = mutantsOf(operationId, status);
  return faultsAt(place).map(([group, detail, description, change]) => {
    const behave = changeBody((body) => eachAt(body, steps, change));
    return mutant(group, `${name}${detail && `:${detail}`}`, `${name} ${description}`, behave);
  });
}

/** Under an error, whose envelope is the same throughout, and of optional members, the plainest faults alone. */
function faultsAt(place: Place): FieldFault[] {
  const { schema, required, status } = place;
  const drop: FieldFault = ["drop", "", "is missing", (parent, key) => delete parent[key]];
  const plain = [...(required ? [drop] : []), ...outOfRange(schema), ...enumerations(schema), ...units(schema)];
  if (status !== 200) return plain;
  const whole = required ? [...nulls(schema), renaming(place)] : [];
  return [...plain, ...retypings(schema), ...whole, ...inObjects(schema)];
}

/** Another value in the place of a member's own. */
function wrong(group: string, detail: string, description: string, change: (value: Json) => Json): FieldFault {
  const put: ChangeMember = (parent, key) => {
    parent[key] = change(parent[key] ?? null);
  };
  return [group, detail, description, put];
}

/** A member that must have a value has none. */
function nulls(schema: JsonObject): FieldFault[] {
  const taken = schema.nullable === true || typesOf(schema).includes("null");
  return taken ? [] : [wrong("null", "", "is null", () => null)];
}

function typesOf(schema: JsonObject): Json[] {
  if (Array.isArray(schema["x-types"])) return schema["x-types"];
  return typeof schema.type === "string" ? [schema.type] : [];
}

/** How programs in other languages get a type wrong, by the right type. */
const wrongTypes: Record<string, readonly [string, string, (value: Json) => Json][]> = {
  integer: [["string", "is text", (value) => String(value)]],
  number: [["string", "is text", (value) => String(value)]],
  string: [["number", "is a number", (value) => (Number.isFinite(Number(value)) ? Number(value) : 12345)]],
  boolean: [["integer", "is 0 or 1", (value) => Number(value)]],
  array: [["object", "is an object by index", (value) => ({ ...(value as Json[]) })]],
  object: [
    ["array", "is a list of itself", (value) => [value]],
    ["string", "is JSON as text", (value) => JSON.stringify(value)],
  ],
};

/** A value of another type; none where a member has more than one, since the other could be right. */
function retypings(schema: JsonObject): FieldFault[] {
  const [type, ...others] = typesOf(schema);
  if (typeof type !== "string" || others.length > 0) return [];
  return (wrongTypes[type] ?? []).map(([detail, description, change]) =>
    wrong("retype", detail, description, (value) => (value === null ? null : change(value))),
  );
}

/** A number beyond its bounds, and a time with a fraction. */
function outOfRange({ type, minimum, maximum, "x-unit": unit }: JsonObject): FieldFault[] {
  if (type !== "integer") return [];
  const faults: FieldFault[] = [];
  if (typeof minimum === "number") faults.push(wrong("range", "below", "is below its minimum", () => minimum - 1));
  if (typeof maximum === "number") faults.push(wrong("range", "above", "is above its maximum", () => maximum + 1));
  if (unit !== undefined) faults.push(wrong("range", "fraction", "is no whole number", (value) => Number(value) + 0.5));
  return faults;
}

/** A value that is none of the known ones, and another of them. */
function enumerations({ enum: values, type }: JsonObject): FieldFault[] {
  if (!Array.isArray(values)) return [];
  const unheardOf = type === "integer" ? 999 : "unheard_of";
  const next = (value: Json) => values[(values.indexOf(value) + 1) % values.length] ?? null;
  const unknown = wrong("unknown-value", "", "is none of its known values", () => unheardOf);
  return values.length > 1 ? [unknown, wrong("known-value", "", "is another of its known values", next)] : [unknown];
}

/** Seconds and milliseconds exchanged. */
function units({ "x-unit": unit }: JsonObject): FieldFault[] {
  if (unit === "unix-seconds") return [wrong("unit", "", "is in milliseconds", (value) => Number(value) * 1000)];
  if (unit !== "unix-milliseconds") return [];
  return [wrong("unit", "", "is in seconds", (value) => Math.floor(Number(value) / 1000))];
}

/** Under another name, at the same place in the object. */
function renaming({ steps }: Place): FieldFault {
  const key = steps.at(-1) ?? "";
  const name = key.includes("_") ? key.slice(0, key.lastIndexOf("_")) : `${key}_value`;
  const rename = (old: string) => (old === key ? name : old);
  return ["rename", "", `is called ${name}`, (parent) => renameMembers(parent, rename)];
}

function renameMembers(object: JsonObject, rename: (name: string) => string): void {
  const members = Object.entries(object);
  for (const [name] of members) delete object[name];
  for (const [name, value] of members) object[rename(name)] = value;
}

/** In the object that a member holds, or in each of its list. */
function inObjects(schema: JsonObject): FieldFault[] {
  const { type, additionalProperties } = isObject(schema.items) ? schema.items : schema;
  if (type !== "object" || additionalProperties !== false) return [];
  const inEach =
    (change: (object: JsonObject) => unknown): ChangeMember =>
    (parent, key) => {
      for (const object of [parent[key] ?? null].flat()) if (isObject(object)) change(object);
    };
  const toCamelCase = (name: string) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  const addMember = inEach((object) => Object.assign(object, { debug: true }));
  const renameAll = inEach((object) => renameMembers(object, toCamelCase));
  return [
    ["extra", "", "has a member that is not in the contract", addMember],
    ["key-case", "", "has its members in camel case", renameAll],
  ];
}
