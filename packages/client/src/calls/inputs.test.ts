import openapi from "@viking-kb/spec/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { hover } from "../../testing/hover.js";

/** Each call that takes an input, the schema of its request, and the fields that are enough to make it. */
const rows = [
  { call: "collections.info", schema: "CollectionInfoRequest", enough: ["name"] },
  { call: "docs.info", schema: "DocInfoRequest", enough: ["collection_name", "doc_id"] },
  { call: "docs.waitUntilProcessed", schema: "DocInfoRequest", enough: ["resource_id", "doc_id"] },
  { call: "docs.watch", schema: "DocInfoRequest", enough: ["collection_name", "doc_id"] },
  { call: "points.list", schema: "PointListRequest", enough: ["collection_name"] },
  { call: "points.iterate", schema: "PointListRequest", enough: ["collection_name"], without: "limit" },
  { call: "points.pages", schema: "PointListRequest", enough: ["resource_id"], without: "limit" },
  { call: "tasks.info", schema: "TaskInfoRequest", enough: ["task_id"] },
  { call: "tasks.wait", schema: "TaskInfoRequest", enough: ["task_id"] },
  { call: "tasks.watch", schema: "TaskInfoRequest", enough: ["task_id"] },
] as const;

const schemas: Record<string, { properties: Record<string, { type: string; description: string }> }> = openapi
  .components.schemas as any;
const values: Record<string, string> = { string: '"faq"', integer: "0", boolean: "true", array: "[]" };

/** One literal for each field, so that each stands beside no more than is needed. */
const hovered = rows.flatMap((row) => {
  const properties = schemas[row.schema]?.properties ?? {};
  const names = Object.keys(properties).filter((name) => !("without" in row) || name !== row.without);
  return names.map((name) => {
    const others = row.enough.filter((other) => other !== name).map((other) => `${other}: "faq"`);
    const literal = [...others, `⟦${name}: ${values[properties[name]?.type ?? ""]}`].join(", ");
    return { title: `${row.call} ${name}`, program: `kb.${row.call}({ ${literal} });`, schema: properties[name] };
  });
});

test("hovering on a field in a call's literal shows what the contract says of it", () => {
  const program = ['import type { KnowledgeBase } from "./index.js";', "declare const kb: KnowledgeBase;"];
  const texts = hover([...program, ...hovered.map(({ program }) => program)].join("\n"));
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  const shown = hovered.map(({ title, schema }, index) => {
    const told = plain(texts[index] ?? "").includes(plain(schema?.description ?? "nothing"));
    return `${title}: ${told ? "told" : texts[index]}`;
  });
  expect(shown).toEqual(hovered.map(({ title }) => `${title}: told`));
});
