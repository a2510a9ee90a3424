import { afterAll, beforeAll, expect, test } from "vitest";
import { type AnsweringServer, startAnsweringServer, success } from "../testing/answering-server.js";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { run } from "./run.js";

let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
});
afterAll(() => server.close());

const collection = ["points", "list", "faq"];
const rows: Record<string, [argv: string[], path: string, body: object]> = {
  "a collection by name": [["collection", "info", "faq"], "collection/info", { name: "faq" }],
  "a collection by resource id, which decides alone": [
    ["collection", "info", "kb-1"],
    "collection/info",
    { resource_id: "kb-1" },
  ],
  "a collection of a project": [
    ["collection", "info", "faq", "--project", "p"],
    "collection/info",
    { name: "faq", project: "p" },
  ],
  "a document": [["doc", "info", "faq", "d"], "doc/info", { collection_name: "faq", doc_id: "d" }],
  "a document whose id begins with a dash, in a pipeline": [
    ["doc", "info", "--pipeline", "v2", "--", "kb-1", "-key"],
    "doc/info",
    { resource_id: "kb-1", doc_id: "-key", pipeline_name: "v2" },
  ],
  "points: nothing that is not given": [collection, "point/list", { collection_name: "faq" }],
  "points: offset and limit": [
    [...collection, "--offset", "20", "--limit", "-1"],
    "point/list",
    { collection_name: "faq", offset: 20, limit: -1 },
  ],
  "points: documents, named together and apart": [
    [...collection, "--doc", "a", "b", "--doc", "c"],
    "point/list",
    { collection_name: "faq", doc_ids: ["a", "b", "c"] },
  ],
  "points: some points of a document": [
    [...collection, "--point", "p1", "--point", "p2", "--doc", "a"],
    "point/list",
    { collection_name: "faq", doc_ids: ["a"], point_ids: ["p1", "p2"] },
  ],
  "points: no document": [[...collection, "--doc"], "point/list", { collection_name: "faq", doc_ids: [] }],
  "points: no document, then one": [
    [...collection, "--doc", "--doc", "a"],
    "point/list",
    { collection_name: "faq", doc_ids: ["a"] },
  ],
  "points: one document, then none": [
    [...collection, "--doc", "a", "--doc"],
    "point/list",
    { collection_name: "faq", doc_ids: ["a"] },
  ],
  "points: a pipeline": [
    [...collection, "--pipeline", "v2"],
    "point/list",
    { collection_name: "faq", pipeline_name: "v2" },
  ],
  "a task, which has no project": [["task", "info", "t", "--project", "p"], "task/info", { task_id: "t" }],
  "a task in a pipeline": [
    ["task", "info", "t", "--pipeline", "v2"],
    "task/info",
    { task_id: "t", pipeline_name: "v2" },
  ],
};
test.each(Object.entries(rows))("sends %s", async (_, [argv, path, body]) => {
  const data = { total_num: 0, unknown_field: [{ deep: null }] };
  server.answer = success(data);
  const terminal = recordTerminal();
  const exitCode = await run(["--json", "--profile", "mock", "--endpoint", server.url, ...argv], terminal);
  expect({ exitCode, errors: terminal.errors }).toEqual({ exitCode: 0, errors: "" });
  expect(server.requests.at(-1)).toMatchObject({ path: `/api/knowledge/${path}` });
  expect(server.requests.at(-1)?.body).toEqual(body);
  expect(JSON.parse(terminal.output)).toEqual(data);
});
