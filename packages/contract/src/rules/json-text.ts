import { described } from "../described.js";
import type { Rule } from "./rule.js";

/** Fields that are described as JSON text. */
const places = /\/(?:meta|doc_meta|field_enumerated_list)$/;

/** What is described as JSON text can be read as JSON. */
export const jsonTextRule: Rule = {
  name: "json-text",
  source: "documentation pages: meta, doc_meta; openapi.yaml: field_enumerated_list",
  check: ({ body, schema }) =>
    described(body, schema)
      .filter(({ at, value }) => places.test(at) && typeof value === "string" && !isJson(value))
      .map(({ at }) => ({ at, message: "is not JSON text" })),
};

/** Empty: the user gave none. */
function isJson(text: string): boolean {
  if (text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
