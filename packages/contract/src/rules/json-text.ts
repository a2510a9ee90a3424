import type { Rule } from "./rule.js";
import { badTexts } from "./texts.js";

/** Fields that are described as JSON text. */
const names = new Set(["meta", "doc_meta", "field_enumerated_list"]);

/** What is described as JSON text can be read as JSON. */
export const jsonTextRule: Rule = {
  name: "json-text",
  source: "documentation pages: meta, doc_meta; openapi.yaml: field_enumerated_list",
  check: ({ body }) => badTexts(body, names, isJson, "is not JSON text"),
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
