import { isObject, type Json, type JsonObject, resolvePointer, toPointer, walkObjects } from "./document.ts";
import { type ExampleCase, operationsOf } from "./read-contract.ts";

/** Where the contract breaks a rule of this house, and how. */
export interface Finding {
  rule: string;
  /** JSON pointer into openapi.yaml, in URI fragment form. */
  pointer: string;
  message: string;
}

type Report = (pointer: string, message: string) => void;
type Rule = (contract: JsonObject, examples: readonly ExampleCase[], report: Report) => void;

const units = ["unix-seconds", "unix-milliseconds", "milliseconds", "bytes", "tokens", "cpu-quota", "percent"];
/** Cases that are no success, yet follow from what a valid request asks for: a mock tells them by the request alone. */
const answeredByRequest = /^no-permission$|-not-exist$/;
const documentedStatuses = ["200", "400", "401", "403"];

/** What Redocly's and Spectral's rules cannot say of this contract. */
export const houseRules: Record<string, Rule> = {
  described: (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer) => {
      if (typeof schema.$ref !== "string" && !schema.description && !pointer.endsWith("/items"))
        report(pointer, "has no description");
    });
  },

  "enumerations-open": (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer) => {
      if ("enum" in schema) report(pointer, "has `enum`, which closes it: use x-known-values");
      for (const known of (schema["x-known-values"] ?? []) as JsonObject[])
        if (!("value" in known) || !isText(known.meaning))
          report(
            pointer,
            "has a known value without `value`, or without a `meaning` in Chinese (`zh`) and English (`en`)",
          );
    });
  },

  units: (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer, name) => {
      const unit = schema["x-unit"];
      if (unit !== undefined && !units.includes(String(unit)))
        report(pointer, `has x-unit ${unit}: use one of ${units.join(", ")}`);
      if (/(_time|_tokens|_size|_quota|percentage)$/.test(name) && unit === undefined) report(pointer, "needs x-unit");
    });
  },

  "signed-links": (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer, name) => {
      const signed = schema["x-signed-link"];
      if (signed !== undefined && (schema.type !== "string" || !["always", "possible"].includes(String(signed))))
        report(pointer, `has x-signed-link ${signed}: a text has it, \`always\` or \`possible\``);
      if (/(^|_)(url|link)$/.test(name) && schema.type === "string" && signed === undefined)
        report(pointer, "needs x-signed-link");
    });
  },

  "json-texts": (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer) => {
      const marked = schema["x-json-text"] === true;
      if ("x-json-text" in schema && !(marked && schema.type === "string"))
        report(pointer, "has x-json-text: a text has it, and it is true");
      if (schema.type === "string" && String(schema.description).includes("JSON text") && !marked)
        report(pointer, "needs x-json-text: true");
    });
  },

  "numeric-texts": (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer) => {
      const marked = schema["x-numeric-text"] === true;
      const isNumberOrText = String(schema["x-types"]) === "integer,string";
      if ("x-numeric-text" in schema && !(marked && isNumberOrText))
        report(pointer, "has x-numeric-text: what has x-types: [integer, string] has it, and it is true");
      if (isNumberOrText && !marked) report(pointer, "needs x-numeric-text: true");
    });
  },

  "pattern-words": (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer) => {
      const words = schema["x-pattern-words"];
      if ("pattern" in schema && (typeof words !== "string" || !words.startsWith("must ")))
        report(pointer, "needs x-pattern-words: what its pattern asks for, as `must …`");
      if ("x-pattern-words" in schema && !("pattern" in schema)) report(pointer, "has x-pattern-words and no pattern");
    });
  },

  echoes: (contract, _examples, report) => {
    for (const { operationId, definition } of operationsOf(contract)) {
      const asked = fieldsReached(contract, definition.requestBody as JsonObject).map(({ name }) => name);
      for (const { name, pointer, schema } of fieldsReached(contract, definition.responses as JsonObject)) {
        const echoed = schema["x-echo"];
        if (echoed !== undefined && !asked.includes(String(echoed)))
          report(pointer, `has x-echo ${echoed}: ${operationId} takes no such field`);
        if (echoed === undefined && asked.includes(name)) report(pointer, `needs x-echo: ${operationId} takes ${name}`);
      }
    }
  },

  flat: (contract, _examples, report) => {
    walkObjects(schemasOf(contract), (schema, path) => {
      const pointer = toPointer(["components", "schemas", ...path]);
      for (const keyword of ["oneOf", "anyOf", "allOf", "not"])
        if (keyword in schema) report(pointer, `has ${keyword}: keep schemas flat, the generators read no other`);
      if (typeof schema.$ref === "string" && Object.keys(schema).length > 1)
        report(pointer, "has something beside $ref, which OpenAPI 3.0 ignores");
    });
  },

  "later-is-optional": (contract, _examples, report) => {
    eachSchema(contract, (schema, pointer) => {
      const source = schema["x-source"];
      if (source !== undefined && source !== "later")
        report(pointer, `has x-source ${source}: the only value is \`later\``);
      const properties = (schema.properties ?? {}) as Record<string, JsonObject>;
      for (const name of (schema.required ?? []) as string[])
        if (properties[name]?.["x-source"] === "later")
          report(pointer, `requires ${name}, which is marked x-source: later`);
    });
  },

  "read-only-post": (contract, _examples, report) => {
    for (const { definition, method, path } of operationsOf(contract)) {
      const pointer = toPointer(["paths", path, method]);
      if (method !== "post") report(pointer, "is no POST");
      if (definition["x-read-only"] !== true) report(pointer, "needs x-read-only: true");
      if (definition.parameters) report(pointer, "has parameters: these operations take a body alone");
    }
  },

  envelope: (contract, _examples, report) => {
    for (const [name, schema] of Object.entries(schemasOf(contract)))
      if (name.endsWith("Response"))
        for (const field of ["code", "message", "request_id"])
          if (!((schema.required ?? []) as string[]).includes(field))
            report(toPointer(["components", "schemas", name]), `does not require ${field}`);
  },

  statuses: (contract, _examples, report) => {
    for (const { definition, method, path } of operationsOf(contract)) {
      const responses = definition.responses as Record<string, JsonObject>;
      for (const status of documentedStatuses)
        if (!responses[status])
          report(toPointer(["paths", path, method, "responses"]), `lacks the documented ${status}`);
      for (const [status, response] of Object.entries(responses))
        if (!documentedStatuses.includes(status) && response["x-source"] !== "later")
          report(
            toPointer(["paths", path, method, "responses", status]),
            "needs x-source: later: the pages do not have it",
          );
    }
  },

  examples: (contract, examples, report) => {
    const wanted = new Map<string, string>();
    for (const { operationId, name, status } of examples) {
      wanted.set(`examples/${operationId}/${name}.json#/response`, String(status));
      if (status === 200 || answeredByRequest.test(name))
        wanted.set(`examples/${operationId}/${name}.json#/request`, "request");
    }
    const seen = new Set<string>();
    eachReference(contract, (reference, pointer, name, place) => {
      const expected = wanted.get(reference);
      if (expected === undefined) report(pointer, `refers to ${reference}, which is no case that belongs there`);
      else if (expected !== place) report(pointer, `stands under ${place}, but ${reference} belongs under ${expected}`);
      if (!reference.endsWith(`/${name}.json#/${place === "request" ? "request" : "response"}`))
        report(pointer, `is called ${name}, but refers to ${reference}`);
      if (seen.has(reference)) report(pointer, `refers to ${reference} a second time`);
      seen.add(reference);
    });
    for (const reference of wanted.keys())
      if (!seen.has(reference)) report(placeOf(contract, reference), `nothing refers to ${reference}`);
  },
};

/** The operation that a reference into its folder of examples belongs to. */
function placeOf(contract: JsonObject, reference: string): string {
  const operation = operationsOf(contract).find(({ operationId }) => reference.startsWith(`examples/${operationId}/`));
  return operation ? toPointer(["paths", operation.path, operation.method]) : "#/paths";
}

/** Every breach of every rule. */
export function checkHouseRules(contract: JsonObject, examples: readonly ExampleCase[]): Finding[] {
  const findings: Finding[] = [];
  for (const [rule, check] of Object.entries(houseRules))
    check(contract, examples, (pointer, message) => findings.push({ rule, pointer, message }));
  return findings;
}

/** Whether a value is a text in both languages; the English one may stand in double quotes in generated code. */
function isText(value: unknown): boolean {
  return isObject(value) && /\p{Script=Han}/u.test(String(value.zh)) && /^[^"\\]+\.$/.test(String(value.en));
}

function schemasOf(contract: JsonObject): Record<string, JsonObject> {
  return (contract.components as JsonObject).schemas as Record<string, JsonObject>;
}

/** Visits the component schemas and, with their names, their properties and items. */
function eachSchema(contract: JsonObject, visit: (schema: JsonObject, pointer: string, name: string) => void): void {
  const descend = (schema: JsonObject, path: (string | number)[], name: string): void => {
    visit(schema, toPointer(path), name);
    if (isObject(schema.items)) descend(schema.items, [...path, "items"], name);
    for (const [property, member] of Object.entries((schema.properties ?? {}) as Record<string, JsonObject>))
      descend(member, [...path, "properties", property], property);
  };
  for (const [name, schema] of Object.entries(schemasOf(contract)))
    descend(schema, ["components", "schemas", name], name);
}

/** The fields of the component schemas that a part of the contract refers to, directly or through others. */
function fieldsReached(
  contract: JsonObject,
  part: JsonObject,
): { name: string; pointer: string; schema: JsonObject }[] {
  const reached = new Map<string, JsonObject>();
  const follow = (value: Json) =>
    walkObjects(value, ({ $ref }) => {
      if (typeof $ref !== "string" || !$ref.startsWith("#/") || reached.has($ref)) return;
      const target = resolvePointer(contract, $ref);
      if (!isObject(target)) return;
      reached.set($ref, target);
      follow(target);
    });
  follow(part);
  return [...reached].flatMap(([pointer, { properties }]) =>
    Object.entries((properties ?? {}) as Record<string, JsonObject>).map(([name, schema]) => ({
      name,
      pointer: `${pointer}/properties/${name}`,
      schema,
    })),
  );
}

/** Visits each reference into `examples/` with the key it stands under and `request` or the status around it. */
function eachReference(
  contract: JsonObject,
  visit: (reference: string, pointer: string, name: string, place: string) => void,
): void {
  walkObjects(contract.paths as Json, (object, path) => {
    const reference = object.$ref;
    if (typeof reference !== "string" || !reference.startsWith("examples/")) return;
    const place = path.includes("requestBody") ? "request" : String(path[path.indexOf("responses") + 1]);
    visit(reference, toPointer(["paths", ...path]), String(path.at(-1)), place);
  });
}
