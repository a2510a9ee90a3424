import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { type ModelServerOptions, owner, restricted, startModelServer } from "@viking-kb/model";
import { describe, expect, it } from "vitest";
import { caseCount, caseOf, cases, pairCount, serverCaseCount } from "../../testing/documented-cases.js";
import { listen } from "../../testing/loopback.js";
import { CannotRunError, type CaseReport, type Names, summaryLine, type Target, verifyContract } from "../index.js";
import { caseTitle, type DocumentedCase } from "./documented-cases.js";

const target: Target = { kind: "server", credentials: owner, restrictedCredentials: restricted };
const titleOf = ({ operationId, status, name }: CaseReport) => `${operationId} ${status} ${name}`;

/** What a server is sent under these names, by what is documented. */
async function sentWith(names: Names): Promise<Set<string>> {
  const sent = new Set<string>();
  const listener = createServer(async (request, response) => {
    sent.add(await text(request));
    response.end("{}");
  });
  const { url, close } = await listen(listener);
  await verifyContract(url, { target, names, layers: ["strict"] });
  await close();
  return sent;
}

describe("what is sent", () => {
  const longId = "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a";
  const names: Names = {
    project: { default: "prod" },
    collection: { handbook: "my_kb" },
    resource_id: { "kb-0a1b2c3d4e5f6789": "kb-mine" },
    document: { handbook: "d-1" },
    point: { "floor-plan-0": "p-1" },
    pipeline: { longer_chunks: "v2" },
    task: { [longId]: "t-1" },
  };
  const rows: [title: string, request: object][] = [
    ["getCollectionInfo 200 documented", { name: "test_collection_name", project: "prod" }],
    ["getCollectionInfo 200 by-resource-id", { resource_id: "kb-mine" }],
    ["getCollectionInfo 200 indexes-in-each-state", { name: "reindexed", project: "prod" }],
    ["getCollectionInfo 200 new-collection", { name: "just_created", project: "prod" }],
    ["getCollectionInfo 400 no-locator", { project: "prod" }],
    ["getCollectionInfo 400 collection-not-exist", { name: "no_such_collection", project: "prod" }],
    ["getCollectionInfo 403 no-permission", { name: "my_kb", project: "finance" }],
    ["getDocInfo 200 with-meta", { resource_id: "kb-mine", doc_id: "d-1", return_token_usage: true }],
    ["getDocInfo 400 doc-not-exist", { collection_name: "my_kb", doc_id: "no-such-document", project: "prod" }],
    ["listPoints 200 text-chunks", { collection_name: "my_kb", limit: 2, doc_ids: ["d-1"], project: "prod" }],
    ["listPoints 200 doc-ids-null", { collection_name: "my_kb", doc_ids: null, project: "prod" }],
    [
      "listPoints 200 attachment",
      { collection_name: "my_kb", point_ids: ["p-1"], get_attachment_link: true, project: "prod" },
    ],
    ["listPoints 400 no-locator", { limit: 10 }],
    ["getTaskInfo 200 running", { task_id: "t-1" }],
    ["getTaskInfo 200 in-a-pipeline", { task_id: "8154fd9998a346a0a417dd1b50cacb54", pipeline_name: "v2" }],
    ["getTaskInfo 400 task-not-exist", { task_id: "00000000000000000000000000000000" }],
  ];

  it("speaks of the target's own resources", async () => {
    const sent = await sentWith(names);
    expect(rows.filter(([, request]) => !sent.has(JSON.stringify(request))).map(([title]) => title)).toEqual([]);
  });

  it("is what is documented where the names are the same", async () => {
    const sent = await sentWith({ project: { default: "default" }, collection: { handbook: "handbook" } });
    expect(rows.map(([title]) => title).filter((title) => !sent.has(JSON.stringify(caseOf(title).request)))).toEqual(
      [],
    );
  });
});

/** A server that holds what is documented under names of its own. */
const dialect: Pick<ModelServerOptions, "read" | "write"> = {
  read: (request) =>
    request
      .replace('name":"my_kb"', 'name":"handbook"')
      .replace('"project":"prod"', '"project":"default"')
      .replace('"doc_id":"d-1"', '"doc_id":"handbook"')
      .replaceAll(/"d-1"/g, '"handbook"'),
  write: (answer) =>
    answer
      .replaceAll('"collection_name":"handbook"', '"collection_name":"my_kb"')
      .replaceAll('"doc_id":"handbook"', '"doc_id":"d-1"')
      .replace('"project":"default"', '"project":"prod"'),
};
const ownNames: Names = {
  project: { default: "prod" },
  collection: { handbook: "my_kb" },
  document: { handbook: "d-1" },
};

describe("what is expected", () => {
  it("is the target's own names, down to the last difference", async () => {
    const server = await startModelServer(dialect);
    const report = await verifyContract(server.url, { target, names: ownNames, layers: ["dredd", "strict"] });
    await server.close();
    expect(report.cases.filter(({ outcome }) => outcome === "failed").map(titleOf)).toEqual([]);
    expect(report.layers.flatMap(({ result }) => result.failures)).toEqual([]);
    expect(report.kept).toBe(true);
    // The pages' own samples answer with other names than they ask for.
    const others = report.cases.filter(({ name }) => name !== "documented").flatMap(({ differences }) => differences);
    const named = /^(collection_name|doc_id|point_id|project|resource_id)$/;
    expect(others.filter(({ kind, path }) => kind === "value" && named.test(String(path.at(-1))))).toEqual([]);
  });

  it("is not the documented names", async () => {
    const server = await startModelServer({ ...dialect, write: (answer) => answer });
    const report = await verifyContract(server.url, { target, names: ownNames, layers: ["dredd", "strict"] });
    await server.close();
    const { findings, differences } = report.cases.find((one) => titleOf(one) === "getDocInfo 200 with-meta") ?? {};
    expect(findings?.map(({ message }) => message)).toEqual(['is "handbook"; expected "d-1"']);
    expect(differences?.map(({ path }) => path.join("/")).sort()).toEqual([
      "data/collection_name",
      "data/doc_id",
      "data/project",
    ]);
  });
});

describe("what the target has not", () => {
  /** The cases whose requests hold one of these names, but for those that only a mock can answer. */
  const naming = (...names: string[]) =>
    cases.filter(({ later, request }) => {
      const text = JSON.stringify(request);
      return !later && names.some((name) => text.includes(`"${name}"`));
    });
  const maxDocument = "_sys_auto_gen_doc_id-7640337689828908158";
  const running = "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a";
  const rows: [names: Names, left: DocumentedCase[], reason: string][] = [
    [{ project: { finance: null } }, naming("finance"), "names project finance, which this target has nothing for"],
    [
      { collection: { demo_0802_max_doc: null }, document: { [maxDocument]: null } },
      naming("demo_0802_max_doc", maxDocument),
      `names collection demo_0802_max_doc and document ${maxDocument}, which this target has nothing for`,
    ],
    [{ task: { [running]: null } }, naming(running), `names task ${running}, which this target has nothing for`],
  ];
  it.each(rows)("is not tried, and breaks nothing: %j", async (names, left, reason) => {
    const server = await startModelServer();
    const report = await verifyContract(server.url, { target, names, requestsPerOperation: 4 });
    await server.close();
    const own = report.cases.filter(({ outcome, later }) => outcome === "not tried" && !later);
    expect(own.map(titleOf)).toEqual(left.map(caseTitle));
    expect(new Set(own.map((one) => one.notTried))).toEqual(new Set([reason]));
    expect(report.kept).toBe(true);
  });

  it("takes a pair that is not tried for none that is kept", async () => {
    const server = await startModelServer();
    const report = await verifyContract(server.url, {
      target,
      names: { project: { finance: null } },
      layers: ["dredd", "strict"],
    });
    await server.close();
    const left = naming("finance");
    const pairs = pairCount - new Set(left.map(({ operationId, status }) => `${operationId} ${status}`)).size;
    const tried = serverCaseCount - left.length;
    expect(left.length).toBeGreaterThan(0);
    expect(summaryLine(report)).toContain(
      `${pairs}/${pairCount} documented pairs, ${tried}/${tried} cases, 0 failed, 0 skipped, ${caseCount - tried} not tried`,
    );
  });
});

const refusals: { what: string; target: Target; names: object; sentence: RegExp }[] = [
  {
    what: "an unknown kind",
    target,
    names: { collections: {} },
    sentence: /no kind "collections": take one of project, collection, resource_id,/,
  },
  {
    what: "an unknown name",
    target,
    names: { task: { yyy: "a" } },
    sentence: /no case names the task "yyy": take one of xxx, 3f1b/,
  },
  {
    what: "a fixture that no case names",
    target,
    names: { document: { "floor-plan": "a" } },
    sentence: /no case names the document "floor-plan"/,
  },
  {
    what: "a name that must not exist",
    target,
    names: { collection: { no_such_collection: "a" } },
    sentence: /no case names the collection "no/,
  },
  {
    what: "a kind that holds a text",
    target,
    names: { task: "xxx" },
    sentence: /task must hold names and what stands for them/,
  },
  {
    what: "a number",
    target,
    names: { task: { xxx: 1 } },
    sentence: /task xxx must be a text, in quotes where it looks like a number, or null/,
  },
  { what: "an empty text", target, names: { task: { xxx: "" } }, sentence: /task xxx must be a text/ },
  { what: "several faults", target, names: { a: {}, task: { xxx: 1 } }, sentence: /no kind "a".*; task xxx must be/ },
  {
    what: "names for a mock",
    target: { kind: "mock" },
    names: { task: { xxx: "a" } },
    sentence: /A mock answers with the documented names/,
  },
];
it.each(refusals)("refuses $what", async ({ target: kind, names, sentence }) => {
  const refused = verifyContract("http://127.0.0.1:1", { target: kind, names });
  await expect(refused).rejects.toThrow(CannotRunError);
  await expect(refused).rejects.toThrow(sentence);
});
