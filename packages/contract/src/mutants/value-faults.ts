import type { Json, JsonObject } from "../json.js";

/** Changes a member of an object in place. */
export type ChangeMember = (parent: JsonObject, key: string) => unknown;
/** A fault at a place: what is said of it, and what it does there. */
export type FieldFault = [group: string, detail: string, description: string, change: ChangeMember];

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
export function nulls(schema: JsonObject): FieldFault[] {
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
export function retypings(schema: JsonObject): FieldFault[] {
  const [type, ...others] = typesOf(schema);
  if (typeof type !== "string" || others.length > 0) return [];
  return (wrongTypes[type] ?? []).map(([detail, description, change]) =>
    fault("retype", detail, description, (parent, key) => {
      if (parent[key] !== null) set(change)(parent, key);
    }),
  );
}

/** A number beyond its bounds, and a time with a fraction. */
export function outOfRange({ type, minimum, maximum, "x-unit": unit }: JsonObject): FieldFault[] {
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
