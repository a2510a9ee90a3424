import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Json, JsonObject } from "./document.ts";
import { checkFixtures, type FixtureCollection, readFixtures } from "./fixtures.ts";
import { specFolder } from "./paths.ts";
import { type ExampleCase, readExamples, readSource } from "./read-contract.ts";
import { Refusal } from "./refusal.ts";

const { keys, projects } = readFixtures();
const examples = readExamples();

interface Placed {
  projectName: string;
  name: string;
  collection: FixtureCollection;
}
const collections: Placed[] = Object.entries(projects).flatMap(([projectName, project]) =>
  Object.entries(project.collections ?? {}).map(([name, collection]) => ({ projectName, name, collection })),
);

/** The collection that a request leads to, by a task, a resource_id or a name. */
function locate({ request: { value: request } }: ExampleCase): Placed | undefined {
  const name = request.name ?? request.collection_name;
  if (request.task_id !== undefined) {
    return collections.find(({ collection }) => Object.hasOwn(collection.tasks ?? {}, String(request.task_id)));
  }
  if (request.resource_id) return collections.find(({ collection }) => collection.resource_id === request.resource_id);
  return collections.find((one) => one.projectName === (request.project || "default") && one.name === name);
}

/** Names in a request that its collection does not hold. */
function missingNames({ request: { value: request } }: ExampleCase, { collection }: Placed): Json[] {
  const { documents = {}, pipelines } = collection;
  const points = Object.entries(documents).flatMap(([docId, document]) =>
    (document.points ?? []).map(({ point_id, chunk_id }, index) => point_id ?? `${docId}-${chunk_id ?? index}`),
  );
  const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
  return [
    ...list(request.doc_id).filter((id) => !Object.hasOwn(documents, String(id))),
    ...list(request.doc_ids ?? []).filter((id) => !Object.hasOwn(documents, String(id))),
    ...list(request.point_ids).filter((id) => !points.includes(String(id))),
    ...list(request.pipeline_name).filter((name) => !Object.hasOwn(pipelines, String(name))),
  ];
}

const readable = keys.reader?.projects ?? [];
const titled = (condition: (example: ExampleCase) => boolean) =>
  examples
    .filter(condition)
    .map((example): [string, ExampleCase] => [`${example.operationId} ${example.name}`, example]);

describe("what the cases name", () => {
  test.each(titled(({ status }) => status === 200))("%s is there, and the reader may read it", (_title, example) => {
    const placed = locate(example);
    expect(placed && missingNames(example, placed)).toEqual([]);
    expect(readable).toContain(placed?.projectName);
  });

  test.each(titled(({ status }) => status === 403))("%s is there, and no key may read it", (_title, example) => {
    const placed = locate(example);
    expect(placed && missingNames(example, placed)).toEqual([]);
    for (const { projects: allowed } of Object.values(keys)) expect(allowed).not.toContain(placed?.projectName);
  });

  test.each(titled(({ name }) => /^(collection|task)-not-exist$/.test(name)))("%s is not there", (_title, example) => {
    expect(locate(example)).toBeUndefined();
  });

  test.each(titled(({ name }) => name === "doc-not-exist"))("%s: its collection alone is there", (_title, example) => {
    const placed = locate(example);
    expect(placed && missingNames(example, placed)).toEqual([example.request.value.doc_id]);
  });
});

const all = <Item>(pick: (collection: FixtureCollection) => Item[]) => [
  ...new Set(collections.flatMap(({ collection }) => pick(collection))),
];
const documentsOf = ({ documents = {} }: FixtureCollection) => Object.values(documents);
const states: [what: string, found: unknown[], wanted: unknown[]][] = [
  ["document", all((one) => documentsOf(one).map(({ process_status }) => process_status)), [0, 1, 2, 3, 5, 6]],
  ["task", all(({ tasks = {} }) => Object.values(tasks).map(({ status }) => status)), ["running", "success", "fail"]],
  [
    "index",
    all(({ pipelines }) => Object.values(pipelines).flatMap((one) => one.index_list.map(({ status }) => status))),
    [-1, 0, 1, 2, 3],
  ],
];
test.each(states)("there is a %s in each state", (_what, found, wanted) => {
  expect(found).toEqual(expect.arrayContaining(wanted));
});

test("there is a collection with more points than an answer may hold, whose ids have an order of bytes alone", () => {
  const ids = collections
    .filter(({ name }) => name === "visitors")
    .flatMap(({ collection: { documents = {} } }) =>
      Object.entries(documents).flatMap(([id, { points = [] }]) => points.map((_point, index) => `${id}-${index}`)),
    );
  const byBytes = ids.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const orders: Record<string, string[]> = {
    "as they stand there": ids,
    "of UTF-16": ids.toSorted(),
    "of a language": ids.toSorted((one, other) => one.localeCompare(other, "en")),
    "of numbers": ids.toSorted(new Intl.Collator("en", { numeric: true }).compare),
    "of small letters": byBytes.toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)),
  };
  expect(ids.length).toBeGreaterThan(110);
  for (const order of Object.values(orders)) expect(order).not.toEqual(byBytes);
});

test("there is a key that may read nothing", () => {
  expect(Object.values(keys).map(({ projects }) => projects.length)).toContain(0);
});

describe("the schema", () => {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-fixtures-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = readFileSync(join(specFolder, "fixtures.yaml"), "utf8");
  cpSync(join(specFolder, "fixtures.schema.json"), join(folder, "fixtures.schema.json"));
  const found = (content: string) => {
    writeFileSync(join(folder, "fixtures.yaml"), content);
    return checkFixtures(folder).map(({ pointer, message }) => `${pointer} ${message}`);
  };

  test("takes the file", () => {
    expect(checkFixtures()).toEqual([]);
  });

  const handbook = "#/projects/default/collections/handbook";
  const breaches: { what: string; from: string; to: string; says: string }[] = [
    {
      what: "a project that is no name",
      from: "  finance:",
      to: "  1 finance:",
      says: '#/projects has the name "1 finance", which must match pattern "^[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_.-]{0,63}$" (letters, digits, _, - and ., a letter or digit first, 1 to 64 characters)',
    },
    {
      what: "a member that is none",
      from: "title: Price list",
      to: "titel: Price list",
      says: `${handbook}/documents/prices must not have the member titel`,
    },
    {
      what: "a counter",
      from: "version: 4",
      to: "version: 4\n        doc_num: 3",
      says: `${handbook} must not have the member doc_num`,
    },
    {
      what: "a local time",
      from: "created: 2024-08-28T10:13:20Z",
      to: "created: 2024-08-28T10:13:20+08:00",
      says: `${handbook}/created must match pattern "Z$" (a time in UTC such as 2024-08-28T12:38:45.310Z)`,
    },
    {
      what: "a state that is none",
      from: "process_status: 5",
      to: "process_status: 4",
      says: "#/projects/default/collections/intake/documents/handbook-2019/process_status must be equal to one of the allowed values 0, 1, 2, 3, 5, 6 (0 done, 1 failed, 2 queued, 3 queued for an update, 5 being deleted, 6 being processed)",
    },
    {
      what: "a failed_code of what did not fail",
      from: "process_status: 1, failed_code",
      to: "process_status: 0, failed_code",
      says: "#/projects/default/collections/intake/documents/archive/process_status must be equal to constant 1 (only what failed has a failed_code)",
    },
    {
      what: "an id of points that are several",
      from: "{ times: 103,",
      to: "{ times: 103, point_id: one,",
      says: "#/projects/default/collections/visitors/documents/visitors/points/0/point_id must be equal to constant null (points that are several have ids of their own: leave it out)",
    },
    {
      what: "a link of a task that runs",
      from: "            status: success",
      to: "            status: running",
      says: `${handbook}/tasks/xxx/status must be equal to constant "success" (only a success has an attachment_link)`,
    },
    {
      what: "a task past its end",
      from: "{ status: running, percentage: 0,",
      to: "{ status: running, percentage: 100,",
      says: `${handbook}/tasks/8154fd9998a346a0a417dd1b50cacb54/percentage must be <= 99 (what is running is below 100)`,
    },
  ];
  test.each(breaches)("refuses $what", ({ from, to, says }) => {
    expect(text).toContain(from);
    expect(found(text.replace(from, to))).toContain(says);
  });

  test("refuses what is no YAML, with the place", () => {
    expect(() => found(text.replace("keys:", "projects:"))).toThrow(Refusal);
    expect(() => found(text.replace("keys:", "projects:"))).toThrow(/Map keys must be unique at line \d+, column 1/);
  });

  const { definitions } = JSON.parse(readFileSync(join(specFolder, "fixtures.schema.json"), "utf8"));
  const { schemas } = readSource().components as { schemas: Record<string, { properties: JsonObject }> };
  /** Members that are not written under their wire name: times, what a place in the file says, what a server counts. */
  const tables: { definition: string; schema: string; ours: string[]; notDeclared: string[] }[] = [
    {
      definition: "collection",
      schema: "CollectionInfo",
      ours: ["created", "updated", "pipelines", "documents", "tasks"],
      notDeclared: ["collection_name", "create_time", "update_time", "pipeline_list", "project", "doc_num"],
    },
    { definition: "pipeline", schema: "Pipeline", ours: [], notDeclared: ["pipeline_stat"] },
    {
      definition: "document",
      schema: "DocInfo",
      ours: ["created", "updated", "points", "process_status", "failed_code", "failed_msg"],
      notDeclared: ["collection_name", "doc_id", "create_time", "update_time", "point_num", "status"],
    },
    {
      definition: "point",
      schema: "Point",
      ours: ["processed", "updated", "times"],
      notDeclared: ["collection_name", "process_time", "update_time"],
    },
    { definition: "task", schema: "TaskInfo", ours: ["pipeline_name"], notDeclared: [] },
  ];
  test.each(tables)(
    "knows of a $definition what the contract knows ($schema)",
    ({ definition, schema, ours, notDeclared }) => {
      const known = Object.keys(definitions[definition].properties).filter((name) => !ours.includes(name));
      const wire = Object.keys(schemas[schema]?.properties ?? {}).filter((name) => !notDeclared.includes(name));
      expect(known.sort()).toEqual(wire.sort());
    },
  );
});
