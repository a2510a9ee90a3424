import { isObject, type JsonObject } from "../json.js";
import { changeBody, onStatus } from "./change-answer.js";
import type { Mutant } from "./mutant.js";
import { eachAt, type Place, placeName } from "./place.js";
import {
  type ChangeMember,
  enumerations,
  type FieldFault,
  fault,
  nulls,
  outOfRange,
  retypings,
  units,
} from "./value-faults.js";

/** The faults that a server can make at one place, as its schema has it. */
export function fieldMutants(place: Place): Mutant[] {
  const { operationId, status, steps } = place;
  const name = placeName(place);
  return faultsAt(place).map(([group, detail, description, change]) => ({
    id: `${operationId}/${status}/${group}/${name}${detail && `:${detail}`}`,
    group,
    description: `${name} ${description}`,
    operationId,
    start: () =>
      onStatus(
        status,
        changeBody((body) => eachAt(body, steps, change)),
      ),
  }));
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
