import { createModel, type ModelServerOptions, owner, restricted, startModelServer } from "@viking-kb/model";
import { expect, it } from "vitest";
import { dataOf, misreading, runPlanted, slipping } from "../../../testing/planted.js";
import type { JsonObject } from "../../json.js";
import { codeOf } from "../../strict-contract.js";
import { verifyContract } from "../../verify-contract.js";

const model = createModel();
const refuse = (kind: Parameters<typeof codeOf>[0]) => {
  const { status, code, message } = codeOf(kind);
  return { status, body: { code, message } };
};
/** What the owner of everything is answered. */
const ownersAnswer = (path: string, request: JsonObject) => {
  const { status, body } = model(path, Buffer.from(JSON.stringify(request)), "application/json");
  return { status, body: structuredClone(body) as JsonObject };
};
const collections = ["handbook", "intake", "test_collection_name", "demo_0802_max_doc"];

/** What is planted, and of which operation it is told under which title. */
const holes: { what: string; planted: ModelServerOptions; operation: string; title: RegExp }[] = [
  {
    what: "tells of a collection before it asks for permission",
    planted: slipping(({ name }, { status }) =>
      status === 403 && !collections.includes(String(name)) ? refuse("collection-not-exist") : undefined,
    ),
    operation: "getCollectionInfo",
    title: /^of a project that the key may not read, a collection that is not there is answered "no permission"$/m,
  },
  {
    what: "tells of a document before it asks for permission",
    planted: slipping(({ doc_id: id }, { status }) =>
      status === 403 && !["handbook", "prices"].includes(String(id)) ? refuse("doc-not-exist") : undefined,
    ),
    operation: "getDocInfo",
    title: /a document that is not there is answered "no permission"$/m,
  },
  {
    what: "tells of a pipeline before it asks for permission",
    planted: slipping(({ pipeline_name: pipeline }, { status }) =>
      status === 403 && pipeline === "no_such_pipeline_of_ours" ? refuse("task-not-exist") : undefined,
    ),
    operation: "getTaskInfo",
    title: /a pipeline that is not there is answered "no permission"$/m,
  },
  ...["getCollectionInfo", "getDocInfo", "listPoints"].flatMap((operation) => [
    {
      what: `answers the restricted key by resource_id in ${operation}`,
      planted: slipping((request, answer, path) =>
        answer.body.code === codeOf("collection-not-exist").code && request.resource_id
          ? ownersAnswer(path, request)
          : undefined,
      ),
      operation,
      title: /^with the restricted key, a collection by its resource_id is answered "collection not exist"$/m,
    },
    {
      what: `says to the restricted key what there is by resource_id in ${operation}`,
      planted: slipping((request, answer, path) => {
        const isHidden = answer.body.code === codeOf("collection-not-exist").code && request.resource_id;
        return isHidden && ownersAnswer(path, request).status === 200 ? refuse("no-permission") : undefined;
      }),
      operation,
      title: /^with the restricted key, a collection by its resource_id is answered "collection not exist"$/m,
    },
  ]),
  {
    what: "lets the restricted key read by name what is in the default project",
    planted: slipping((request, { status }, path) =>
      status === 403 && request.project !== "finance" ? ownersAnswer(path, request) : undefined,
    ),
    operation: "listPoints",
    title: /^with the restricted key, what is there is answered "no permission"$/m,
  },
  {
    what: "asks for permission before it reads the request",
    planted: slipping(({ project, name }) => (project === "finance" && !name ? refuse("no-permission") : undefined)),
    operation: "getCollectionInfo",
    title: /^of a project that the key may not read, what names nothing is answered "invalid request"$/m,
  },
  {
    what: "lets the restricted key read tasks",
    planted: slipping((request, { status }, path) =>
      status === 403 && !String(request.task_id).startsWith("b3c5") ? ownersAnswer(path, request) : undefined,
    ),
    operation: "getTaskInfo",
    title: /^with the restricted key, what is there is answered "no permission"$/m,
  },
  {
    what: "takes a project that is not there for the default one",
    planted: misreading((request) =>
      /_of_ours$/.test(String(request.project)) ? { ...request, project: "" } : request,
    ),
    operation: "listPoints",
    title: /^a project that is not there is answered "collection not exist"$/m,
  },
  {
    what: "takes names in any case",
    planted: misreading((request) => ({ ...request, collection_name: String(request.collection_name).toLowerCase() })),
    operation: "getDocInfo",
    title: /^a collection in another case is answered "collection not exist"$/m,
  },
  {
    what: "answers the document of another collection",
    planted: slipping((request, answer, path) => {
      if (answer.body.code !== codeOf("doc-not-exist").code) return undefined;
      const found = collections
        .map((collection_name) => ownersAnswer(path, { ...request, collection_name }))
        .find(({ status }) => status === 200);
      if (found !== undefined) dataOf(found).collection_name = request.collection_name ?? "";
      return found;
    }),
    operation: "getDocInfo",
    title: /^in \w+, what \w+ holds is not there$/m,
  },
  ...["doc_ids", "point_ids"].map((list) => ({
    what: `answers the points of other collections by ${list}`,
    planted: slipping((request, answer, path) => {
      if (answer.status !== 200 || !Array.isArray(request[list]) || dataOf(answer).total_num !== 0) return undefined;
      const found = collections
        .map((collection_name) => ownersAnswer(path, { ...request, collection_name }))
        .find((other) => Number(dataOf(other).total_num) > 0);
      return (
        found && {
          ...found,
          body: JSON.parse(
            JSON.stringify(found.body).replaceAll(
              /"collection_name":"\w+"/g,
              `"collection_name":"${request.collection_name}"`,
            ),
          ),
        }
      );
    }),
    operation: "listPoints",
    title: /^in \w+, what \w+ holds is not there$/m,
  })),
];

it.each(holes)("finds a server that $what", async ({ planted, operation, title }) => {
  const { result } = await runPlanted("properties", planted, { operations: [operation], requestsPerOperation: 1 });
  expect(result.failures.map((failure) => failure.title).join("\n")).toMatch(title);
});

const told: { what: string; options: Partial<Parameters<typeof verifyContract>[1]>; notTried: string[] }[] = [
  { what: "nothing, with both keys", options: {}, notTried: [] },
  {
    what: "the restricted key, without one",
    options: { target: { kind: "server", credentials: owner } },
    notTried: ["a key that may read nothing, by name and by resource_id: no restricted key is given"],
  },
  {
    what: "the forbidden project, without one",
    options: { names: { project: { finance: null } } },
    notTried: ["a project that the key may not read: no case that names one is tried"],
  },
  {
    what: "the other collections, without any",
    options: {
      names: { collection: { intake: null, test_collection_name: null, demo_0802_max_doc: null, just_created: null } },
    },
    notTried: [
      "documents of another collection: the cases name but one that can be listed; name a second one (--names)",
      "a key that may read nothing: no case that names a collection by its name is tried",
    ],
  },
  {
    what: "the other collections, where two names stand for one",
    options: {
      names: {
        collection: { handbook: null, test_collection_name: "intake", demo_0802_max_doc: null },
        document: { archive: null, test123: "archive" },
      },
    },
    notTried: [
      "documents of another collection: the cases name but one that can be listed; name a second one (--names)",
      "a project that the key may not read: no case that names one is tried",
    ],
  },
];
it.each(told)("says that it did not try $what", async ({ options, notTried }) => {
  const server = await startModelServer();
  const report = await verifyContract(server.url, {
    target: { kind: "server", credentials: owner, restrictedCredentials: restricted },
    layers: ["properties"],
    operations: ["getDocInfo"],
    requestsPerOperation: 1,
    ...options,
  });
  await server.close();
  expect(report.layers.map(({ result }) => [result.failures, result.notTried])).toEqual([[[], notTried]]);
});

it("takes a restricted key that may read what is named otherwise for one that reads it", async () => {
  const planted = slipping((request, { status }, path) =>
    status === 403 && request.project !== "finance" && request.collection_name !== "no_such_collection_of_ours"
      ? ownersAnswer(path, request)
      : undefined,
  );
  const run = { operations: ["listPoints"], requestsPerOperation: 1, names: { collection: { intake: "intake" } } };
  const { result } = await runPlanted("properties", planted, run);
  expect(result.failures).toEqual([]);
  expect(result.notTried).toEqual(["a key that may read nothing: the restricted key may read what the cases name"]);
});
