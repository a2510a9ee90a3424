import { isObject, type Json, type JsonObject } from "@viking-kb/contract";
import { changeBody, type Mutant, mutantsOf } from "../mutant.js";
import { eachAt, type Place, placeName } from "./place.js";

/** Changes a member of an object in place. */
type ChangeMember = (parent: JsonObject, key: string) => unknown;
/** A fault at a place: what is said of it, and what it does there. */
type FieldFault = [group: string, detail: string, description: string, change: ChangeMember];

/** A fault at a place. */
export function fault(group: string, detail: string, description: string, change: ChangeMember): FieldFault {
  return [group, detail, description, change];
}

function set(change: (value: Json) => Json): ChangeMember {
  return (parent, key) => {
    parent[key] = change(parent[key] ?? null);
  };
}

/** A member that must have a value has none. */
function nulls(schema: JsonObject): FieldFault[] {
  const taken = schema.nullable === true || typesOf(schema).includes("null");
  return taken
    ? []
    : [
        fault(
          "null",
          "",
          "is null",
          set(() => null),
        ),
      ];
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
    fault("retype", detail, description, (parent, key) => {
      if (parent[key] !== null) set(change)(parent, key);
    }),
  );
}

/** A number beyond its bounds, and a time with a fraction. */
function outOfRange({ type, minimum, maximum, "x-unit": unit }: JsonObject): FieldFault[] {
  if (type !== "integer") return [];
  const half = fault(
    "range",
    "fraction",
    "is no whole number",
    set((value) => Number(value) + 0.5),
  );
  return [
    ...(typeof minimum === "number"
      ? [
          fault(
            "range",
            "below",
            "is below its minimum",
            set(() => minimum - 1),
          ),
        ]
      : []),
    ...(typeof maximum === "number"
      ? [
          fault(
            "range",
            "above",
            "is above its maximum",
            set(() => maximum + 1),
          ),
        ]
      : []),
    ...(unit === undefined ? [] : [half]),
  ];
}

/** A value that is none of the known ones, and another of them. */
export function enumerations({ enum: values, type }: JsonObject): FieldFault[] {
  if (!Array.isArray(values)) return [];
  const unknown = type === "integer" ? 999 : "unheard_of";
  const next = (value: Json) => values[(values.indexOf(value) + 1) % values.length] ?? null;
  const other = fault("known-value", "", "is another of its known values", set(next));
  return [
    fault(
      "unknown-value",
      "",
      "is none of its known values",
      set(() => unknown),
    ),
    ...(values.length > 1 ? [other] : []),
  ];
}

/** Seconds and milliseconds exchanged. */
export function units({ "x-unit": unit }: JsonObject): FieldFault[] {
  if (unit === "unix-seconds") {
    return [
      fault(
        "unit",
        "",
        "is in milliseconds",
        set((value) => Number(value) * 1000),
      ),
    ];
  }
  if (unit !== "unix-milliseconds") return [];
  return [
    fault(
      "unit",
      "",
      "is in seconds",
      set((value) => Math.floor(Number(value) / 1000)),
    ),
  ];
}

/** The faults that a server can make at one place, as its schema has it. */
export function fieldMutants(place: Place): Mutant[] {
  const { operationId, status, steps } = place;
  const name = placeName(place);
  const mutant = mutantsOf(operationId, status);
  return faultsAt(place).map(([group, detail, description, change]) =>
    mutant(
      group,
      `${name}${detail && `:${detail}`}`,
      `${name} ${description}`,
      changeBody((body) => eachAt(body, steps, change)),
    ),
  );
}

/** Under an error, whose envelope is the same throughout, and of optional members, the plainest faults alone. */
function faultsAt(place: Place): FieldFault[] {
  const { schema, required, status } = place;
  const plain = [
    ...(required ? [fault("drop", "", "is missing", (parent, key) => delete parent[key])] : []),
    ...outOfRange(schema),
    ...enumerations(schema),
    ...units(schema),
  ];
  if (status !== 200) return plain;
  return [
    ...plain,
    ...retypings(schema),
    ...(required ? nulls(schema) : []),
    ...(required ? [renaming(place)] : []),
    ...inObjects(schema),
  ];
}

/** Under another name, at the same place in the object. */
function renaming({ steps }: Place): FieldFault {
  const key = steps.at(-1) ?? "";
  const name = key.includes("_") ? key.slice(0, key.lastIndexOf("_")) : `${key}_value`;
  return fault("rename", "", `is called ${name}`, (parent) =>
    renameMembers(parent, (old) => (old === key ? name : old)),
  );
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
  const addMember = (object: JsonObject) => {
    object.debug = true;
  };
  const toCamelCase = (name: string) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return [
    fault("extra", "", "has a member that is not in the contract", inEach(addMember)),
    fault(
      "key-case",
      "",
      "has its members in camel case",
      inEach((object) => renameMembers(object, toCamelCase)),
    ),
  ];
}
