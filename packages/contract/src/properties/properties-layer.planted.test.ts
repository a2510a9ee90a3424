import { createModel, type ModelServerOptions } from "@viking-kb/model";
import { expect, it } from "vitest";
import { dataOf, misreading, runPlanted, slipping } from "../../testing/planted.js";
import type { JsonObject } from "../json.js";

const success = { code: 0, message: "success" };
const empty = (request: JsonObject, name: string) => Array.isArray(request[name]) && request[name].length === 0;
const without = (name: string) => misreading(({ [name]: _dropped, ...rest }) => rest);

/** What is planted, and a failure of an operation that is told of it: the title, and a part of what is amiss. */
const planted: { what: string; planted: ModelServerOptions; operation: string; title: string; said: RegExp }[] = [
  {
    what: "takes any signature",
    planted: { lets: () => true },
    operation: "getTaskInfo",
    title: "signed with a wrong secret is refused",
    said: /status is 200; expected 401/,
  },
  {
    what: "takes a request that bears none",
    planted: { lets: ({ headers }) => headers.authorization === undefined },
    operation: "getTaskInfo",
    title: "without a signature is refused",
    said: /status is 200; expected 401/,
  },
  {
    what: "takes a body that was changed",
    planted: { lets: (_request, body) => body.at(-1) === 0x20 },
    operation: "getTaskInfo",
    title: "changed after it was signed is refused",
    said: /status is 200; expected 401/,
  },
  {
    what: "takes any content type",
    planted: { answer: (path, body) => createModel()(path, body, "application/json") },
    operation: "getTaskInfo",
    title: "with the content type text/plain is refused",
    said: /status is 200; expected 400/,
  },
  {
    what: "takes null where a text is required",
    planted: slipping(({ task_id: id }) =>
      id === null ? { status: 200, body: { ...success, data: { status: "running", percentage: 1 } } } : undefined,
    ),
    operation: "getTaskInfo",
    title: "task_id null is refused",
    said: /status is 200; expected 400/,
  },
  {
    what: "takes a limit above the most",
    planted: misreading((request) => (Number(request.limit) > 100 ? { ...request, limit: 100 } : request)),
    operation: "listPoints",
    title: "limit above the most is refused",
    said: /POST \/api\/knowledge\/point\/list \{.*"limit":101\}/,
  },
  {
    what: "takes numbers as text",
    planted: misreading((request) =>
      typeof request.offset === "string" ? { ...request, offset: Number(request.offset) || 0 } : request,
    ),
    operation: "listPoints",
    title: "offset of type string is refused",
    said: /status is 200; expected 400/,
  },
  {
    what: "takes 101 documents",
    planted: misreading((request) =>
      Array.isArray(request.doc_ids) ? { ...request, doc_ids: request.doc_ids.slice(0, 100) } : request,
    ),
    operation: "listPoints",
    title: "doc_ids too long is refused",
    said: /status is 200; expected 400/,
  },
  {
    what: "takes names of any letters",
    planted: misreading((request) =>
      /^[a-z]\S*$/i.test(String(request.name ?? "a")) ? request : { ...request, name: "handbook" },
    ),
    operation: "getCollectionInfo",
    title: "name against the pattern is refused",
    said: /expected 400/,
  },
  {
    what: "finds collections in any case",
    planted: misreading((request) =>
      typeof request.collection_name === "string"
        ? { ...request, collection_name: request.collection_name.toLowerCase() }
        : request,
    ),
    operation: "listPoints",
    title: "collection_name in capitals means nothing else",
    said: /\/data\/collection_name is "handbook"; expected "HANDBOOK"/,
  },
  {
    what: "trims names",
    planted: misreading((request) =>
      typeof request.name === "string" ? { ...request, name: request.name.trim() } : request,
    ),
    operation: "getCollectionInfo",
    title: "name before a blank means nothing else",
    said: /\/data\/collection_name is "test_collection_name"; expected "test_collection_name "/,
  },
  {
    what: "trims the ids of documents",
    planted: misreading((request) =>
      typeof request.doc_id === "string" ? { ...request, doc_id: request.doc_id.trim() } : request,
    ),
    operation: "getDocInfo",
    title: "doc_id after a blank means nothing else",
    said: /\/data\/doc_id is "([^"]+)"; expected " \1"/,
  },
  {
    what: "finds tasks in any case",
    planted: misreading((request) =>
      typeof request.task_id === "string" ? { ...request, task_id: request.task_id.toLowerCase() } : request,
    ),
    operation: "getTaskInfo",
    title: "task_id in capitals means nothing else",
    said: /\/data of "XXX" is that of "xxx"; expected 1000003/,
  },
  {
    what: "takes another project for the default one",
    planted: misreading((request) =>
      String(request.project).trim() === "default" ? { ...request, project: "default" } : request,
    ),
    operation: "getCollectionInfo",
    title: "project after a blank means nothing else",
    said: /\/data\/project is "default"; expected " default"/,
  },
  {
    what: "finds documents in any case, and repeats the id that it was asked for",
    planted: slipping((request, _answer, path) => {
      if (!path.endsWith("/doc/info") || typeof request.doc_id !== "string") return undefined;
      const read = { ...request, doc_id: request.doc_id.toLowerCase() };
      const found = createModel()(path, Buffer.from(JSON.stringify(read)), "application/json");
      const body = structuredClone(found.body) as JsonObject;
      if (found.status === 200) dataOf({ status: 200, body }).doc_id = request.doc_id;
      return { status: found.status, body };
    }),
    operation: "getDocInfo",
    title: "doc_id in capitals means nothing else",
    said: /\/data of "([A-Z0-9-]+)" is that of "([a-z0-9-]+)"; expected 1001001/,
  },
  {
    what: "takes what is against the rule of names for a collection that is not there",
    planted: slipping(({ name }) =>
      /^ /.test(String(name)) ? { status: 400, body: { code: 1000005, message: "collection not exist" } } : undefined,
    ),
    operation: "getCollectionInfo",
    title: "name after a blank means nothing else",
    said: /\/code is 1000005 \("collection not exist"\); expected 1000003/,
  },
  {
    what: "names another field",
    planted: slipping((_request, { status, body }) =>
      String(body.message).startsWith("invalid request:limit")
        ? { status, body: { ...body, message: "invalid request:offset: is wrong" } }
        : undefined,
    ),
    operation: "listPoints",
    title: "limit above the most is refused",
    said: /expected "invalid request:limit: " and a reason/,
  },
  {
    what: "gives no reason",
    planted: slipping((_request, { status, body }) =>
      String(body.message).startsWith("invalid request:doc_id")
        ? { status, body: { ...body, message: "invalid request:doc_id" } }
        : undefined,
    ),
    operation: "getDocInfo",
    title: "doc_id missing is refused",
    said: /expected "invalid request:doc_id: " and a reason/,
  },
  {
    what: "takes an empty list for none",
    planted: misreading((request) => (empty(request, "point_ids") ? { ...request, point_ids: null } : request)),
    operation: "listPoints",
    title: "valid requests get a documented answer",
    said: /expected 0, since an empty list asks for nothing/,
  },
  {
    what: "forgets point_ids",
    planted: without("point_ids"),
    operation: "listPoints",
    title: "valid requests get a documented answer",
    said: /point_ids|was not asked for|points match/,
  },
  {
    what: "forgets doc_ids",
    planted: without("doc_ids"),
    operation: "listPoints",
    title: "valid requests get a documented answer",
    said: /was not asked for|points match|asks for nothing/,
  },
  {
    what: "forgets offset",
    planted: without("offset"),
    operation: "listPoints",
    title: "valid requests get a documented answer",
    said: /expected/,
  },
  {
    what: "skips one point too many",
    planted: misreading((request) =>
      Number(request.offset) > 0 && Number(request.offset) < 1000
        ? { ...request, offset: Number(request.offset) + 1 }
        : request,
    ),
    operation: "listPoints",
    title: "valid requests get a documented answer",
    said: /expected/,
  },
  {
    what: "refuses null where it means nothing",
    planted: slipping(({ project }) =>
      project === null
        ? { status: 400, body: { code: 1000003, message: "invalid request:project: must be text" } }
        : undefined,
    ),
    operation: "getCollectionInfo",
    title: "requests that mean the same get the same answer",
    said: /\/code is another with/,
  },
  {
    what: "refuses unknown fields",
    planted: slipping((request) => {
      const unknown = Object.keys(request).find(
        (name) =>
          !/^(name|project|resource_id|collection_name|doc_ids?|task_id|limit|offset|point_ids|pipeline_name|return_token_usage|get_attachment_link)$/.test(
            name,
          ),
      );
      return unknown === undefined
        ? undefined
        : { status: 400, body: { code: 1000003, message: `invalid request:${unknown}: is unknown` } };
    }),
    operation: "getTaskInfo",
    title: "valid requests get a documented answer",
    said: /for a valid request/,
  },
  {
    what: "fails within, at what is rare",
    planted: slipping(({ doc_id: id }) =>
      /[^ -~]/.test(String(id)) ? { status: 500, body: { code: 1000028, message: "internal error" } } : undefined,
    ),
    operation: "getDocInfo",
    title: "valid requests get a documented answer",
    said: /status is 500; expected 200/,
  },
  {
    what: "answers otherwise each time",
    planted: (() => {
      let calls = 0;
      return slipping((_request, answer) => {
        calls += 1;
        const data = dataOf(answer);
        if (typeof data.description !== "string") return undefined;
        data.description += String(calls);
        return answer.body;
      });
    })(),
    operation: "getCollectionInfo",
    title: "requests that mean the same get the same answer",
    said: /\/data\/description is another when asked again|\/data\/description is another with/,
  },
  {
    what: "takes no default for what is absent",
    planted: slipping(({ project }, answer) => {
      const data = dataOf(answer);
      if (project !== "default" || typeof data.description !== "string") return undefined;
      data.description = "as of the default project";
      return answer.body;
    }),
    operation: "getCollectionInfo",
    title: "requests that mean the same get the same answer",
    said: /\/data\/description is another with/,
  },
];

it.each(planted)("finds a server that $what", async ({ planted: fault, operation, title, said }) => {
  const { result } = await runPlanted("properties", fault, { operations: [operation] });
  const told = result.failures.filter((failure) => failure.title === title);
  expect(result.outcome).toBe("broken");
  expect(
    told.map(({ findings }) => findings.map(({ at, message }) => `${at} ${message}`).join("\n")).join("\n"),
  ).toMatch(said);
});
