import type { Json } from "../src/storage/records.js";
import { collectionNotExist, type Expected, invalid } from "./expect-answer.js";

type Row = [what: string, locator: Record<string, Json>, expected: Expected];

/**
 * Locators that lead to no collection for the key `reader`.
 *
 * @param field what the operation calls the name of the collection
 */
export function invalidLocators(field: "name" | "collection_name"): Row[] {
  const required = invalid(`${field}: ${field} or resource_id is required`);
  const letters = invalid(`${field}: must start with a letter and hold only letters, digits and _`);
  return [
    ["no locator", {}, required],
    ["locators that are null", { [field]: null, resource_id: null }, required],
    ["locators that are empty", { [field]: "", resource_id: "" }, required],
    ["a project alone", { project: "default" }, required],
    ["the other operations' name", { [field === "name" ? "collection_name" : "name"]: "handbook" }, required],
    ["a name that is a number", { [field]: 5 }, invalid(`${field}: must be string or null`)],
    ["a name that is an object", { [field]: {} }, invalid(`${field}: must be string or null`)],
    ["a name that begins with a digit", { [field]: "1st" }, letters],
    ["a name that begins with _", { [field]: "_a" }, letters],
    ["a name with -", { [field]: "hand-book" }, letters],
    ["a name with a letter that is not ASCII's", { [field]: "hándbook" }, letters],
    ["a name with a line feed at its end", { [field]: "handbook\n" }, letters],
    [
      "a name of 65 characters",
      { [field]: "a".repeat(65) },
      invalid(`${field}: must NOT have more than 64 characters`),
    ],
    [
      "a name against the rule beside a resource_id that decides: every field that is given must be valid",
      { [field]: "1st", resource_id: "kb-handbook" },
      letters,
    ],
    ["a name of 64 characters that no collection has", { [field]: "a".repeat(64) }, collectionNotExist],
    ["a name in another case", { [field]: "Handbook" }, collectionNotExist],
    ["a name from the key's other project", { [field]: "handbook", project: "empty" }, collectionNotExist],
    ["an unknown project", { [field]: "handbook", project: "nowhere" }, collectionNotExist],
    ["a project in another case", { [field]: "handbook", project: "Default" }, collectionNotExist],
    ["a project that is a number", { [field]: "handbook", project: 1 }, invalid("project: must be string or null")],
    [
      "a project with U+0000",
      { [field]: "handbook", project: "default\0" },
      invalid("project: must not hold the character U+0000"),
    ],
    [
      "a project with half a pair",
      { [field]: "handbook", project: "\ud83d" },
      invalid("project: must not hold half a surrogate pair"),
    ],
    ["a resource_id that is a boolean", { resource_id: true }, invalid("resource_id: must be string or null")],
    [
      "a resource_id with half a pair",
      { resource_id: "kb-\udc00" },
      invalid("resource_id: must not hold half a surrogate pair"),
    ],
    ["an unknown resource_id", { resource_id: "kb-nothing" }, collectionNotExist],
    [
      "an unknown resource_id beside a good name",
      { resource_id: "kb-nothing", [field]: "handbook" },
      collectionNotExist,
    ],
    ["a foreign resource_id", { resource_id: "kb-ledger" }, collectionNotExist],
    ["a foreign resource_id beside a good name", { resource_id: "kb-ledger", [field]: "handbook" }, collectionNotExist],
    ["a resource_id like SQL's any", { resource_id: "%" }, collectionNotExist],
  ];
}
