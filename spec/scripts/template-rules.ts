import { isObject, type JsonObject, resolve, resolvePointer, toPointer } from "./document.ts";
import type { Finding } from "./finding.ts";
import { type Operation, operationsOf } from "./read-contract.ts";
import { type PlacedSchema, schemaName, schemasOf } from "./schemas.ts";

const templates = "packages/client/templates";
const classes = `${templates}/apis.mustache`;
const sending = `\`send\` in ${templates}/runtime.mustache`;
const answering = `\`answer\` in ${templates}/runtime.mustache`;

/** Where a parameter of each kind is written. */
const places: Record<string, string> = {
  path: "into the path, encoded",
  query: "into the query, encoded",
  header: "among the headers",
  cookie: "into the header Cookie",
};

interface Subject extends Operation {
  /** What stands beside the operation, for every operation of its path. */
  item: JsonObject;
  contract: JsonObject;
}
/** Takes where a breach is, as keys from the operation or as the pointer of something shared, and what it asks for. */
type Report = (at: string[] | string, message: string) => void;

/**
 * What our templates cannot write. Some of it would not compile, some would be wrong in silence: openapi-generator
 * leaves a cookie out, and takes the first of several content types.
 */
const operationRules: Record<string, (subject: Subject, report: Report) => void> = {
  method: ({ method }, report) => {
    if (method !== "post")
      report([], `is a ${method.toUpperCase()}: teach ${classes} and ${sending} to send something else than a POST`);
  },

  body: ({ definition: { requestBody: body }, contract }, report) => {
    if (!isObject(body)) return report([], `has no request body: teach ${classes} and ${sending} to send none`);
    const at = ["requestBody"];
    if (body.required !== true)
      report(at, `may lack its body: say \`required: true\`, or teach ${classes} and ${sending} to send none`);
    checkContent(contract, body, { is: "takes", teach: `${sending} to write it` }, (says) => report(at, says));
  },

  parameters: ({ definition, item, contract }, report) => {
    for (const parameter of [item.parameters, definition.parameters].flat()) {
      if (!isObject(parameter)) continue;
      const { name, in: place } = resolve(contract, parameter);
      const where = places[String(place)];
      report(["parameters"], `has the ${place} parameter \`${name}\`: teach ${classes} to write it ${where}`);
    }
  },

  answers: ({ definition: { responses = {} }, contract }, report) => {
    const answers = Object.entries(responses as JsonObject);
    if (answers.every(([status]) => status !== "200"))
      report(["responses"], `has no answer 200: teach ${classes} what a call gives then`);
    for (const [status, answer] of answers) {
      const at = ["responses", status];
      const place = isObject(answer) && typeof answer.$ref === "string" ? answer.$ref : at;
      const words = { is: status === "200" ? success : "refuses with", teach: `${answering} to read it` };
      if (/^(?:200|[45]\d\d)$/.test(status))
        checkContent(contract, resolve(contract, answer as JsonObject), words, (says) => report(place, says));
      else report(at, `answers ${status} too: teach ${classes} what a call gives then, it knows 200 and errors`);
    }
  },

  alone: ({ definition, item }, report) => {
    for (const keyword of ["servers", "security", "callbacks"])
      if (keyword in definition || keyword in item)
        report([], `has ${keyword} of its own, which ${classes} leaves out: teach it what to do about them`);
  },

  class: ({ definition: { tags } }, report) => {
    const count = Array.isArray(tags) ? tags.length : 0;
    if (count !== 1) report([], `has ${count} tags: give it one, openapi-generator writes it into a class for each`);
  },
};

const success = "answers with";

/** A content is one JSON object, described by a component; an answer of status 200 has `data` that is one, too. */
function checkContent(
  contract: JsonObject,
  holder: JsonObject,
  { is, teach }: { is: string; teach: string },
  report: (message: string) => void,
): void {
  const types = Object.keys((holder.content ?? {}) as JsonObject);
  const name = schemaName(holder);
  const schema = resolvePointer(contract, `#/components/schemas/${name}`);
  if (types.join() !== "application/json") {
    report(`${is} ${types.join(" and ") || "no content"}: teach ${teach}, it knows application/json alone`);
  } else if (!isObject(schema) || schema.type !== "object") {
    const asked = `name it there, or teach ${teach} and spec/scripts/module.ts its type`;
    report(`${is} what is no object of components/schemas: ${asked}`);
  } else if (is === success && typeof resolvePointer(schema, "#/properties/data/$ref") !== "string") {
    report(`${is} ${name}, whose \`data\` is no object of components/schemas: teach spec/scripts/module.ts its type`);
  }
}

/** What the types that are written of a schema would get wrong. */
function* schemaBreaches({ schema, name, isField }: PlacedSchema): Generator<string> {
  const orTeach = `leave it out, or teach ${templates}/propertyType.mustache its type`;
  if (isField && !/^[A-Za-z_$][\w$]*$/.test(name))
    yield `has a name that is none in TypeScript: teach ${templates}/modelGenericInterfaces.mustache to quote it`;
  if (!isField && !/^[A-Z][A-Za-z0-9]*$/.test(name))
    yield "has a name that openapi-generator changes: give it one of letters and digits, a capital first";
  if (schema.uniqueItems === true) yield `has uniqueItems, for which a Set would be written: ${orTeach}`;
  if (schema.format === "binary") yield `has format: binary, for which a Blob would be written: ${orTeach}`;
}

/** The names of the rules of this file. */
export const templateRules = [...Object.keys(operationRules), "types"];

/** Every operation and field that the templates of the client cannot write, with the template to teach. */
export function checkTemplates(contract: JsonObject): Finding[] {
  const found = new Map<string, Finding>();
  const report = (rule: string, pointer: string, message: string) =>
    found.set(`${pointer} ${message}`, { rule, pointer, message });
  for (const operation of operationsOf(contract)) {
    const item = (contract.paths as Record<string, JsonObject>)[operation.path] ?? {};
    const own = ["paths", operation.path, operation.method];
    for (const [rule, check] of Object.entries(operationRules))
      check({ ...operation, item, contract }, (at, message) => {
        if (typeof at === "string") report(rule, at, message);
        else report(rule, toPointer([...own, ...at]), `${operation.operationId} ${message}`);
      });
  }
  for (const place of schemasOf(contract))
    for (const message of schemaBreaches(place)) report("types", place.pointer, message);
  return [...found.values()];
}

/**
 * The operations and schemas that generated code does not have under their names: openapi-generator renames what is a
 * word of TypeScript, as `delete` and `Index`.
 */
export function renamedIn(code: string, contract: JsonObject): string[] {
  const operations = operationsOf(contract).filter(({ operationId }) => !code.includes(` async ${operationId}(`));
  const schemas = Object.entries(resolvePointer(contract, "#/components/schemas") as Record<string, JsonObject>).filter(
    ([name, { properties }]) => properties !== undefined && !code.includes(`export interface ${name} {`),
  );
  return [...operations.map(({ operationId }) => operationId), ...schemas.map(([name]) => name)].map(
    (name) => `${name} is not called so in the generated code: give it another name in spec/openapi.yaml.`,
  );
}
