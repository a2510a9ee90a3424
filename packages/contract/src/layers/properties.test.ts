import { expect, it } from "vitest";
import type { Planted } from "../../testing/documented-server.js";
import { modelledAnswer } from "../../testing/modelled-answer.js";
import { dataOf, misreading, runPlanted, signingAnew, slipping } from "../../testing/planted.js";
import type { JsonObject } from "../json.js";

it("keeps to a server that keeps the contract, with any seed", async () => {
  const { result } = await runPlanted("properties", {});
  expect(result.failures).toEqual([]);
  expect(result.outcome).toBe("kept");
  expect(result.checks).toBeGreaterThan(4 * 200);
});

it("keeps to a server that signs its links anew in each answer", async () => {
  const { result } = await runPlanted("properties", signingAnew());
  expect(result.failures).toEqual([]);
});

const success = { code: 0, message: "success" };
const empty = (request: JsonObject, name: string) => Array.isArray(request[name]) && request[name].length === 0;
const without = (name: string) => misreading(({ [name]: _dropped, ...rest }) => rest);

/** What is planted, and a failure that is told of it: the title, and a part of what is amiss. */
const planted: [what: string, planted: Planted, title: string, said: RegExp][] = [
  ["takes any signature", { lets: () => true }, "signed with a wrong secret is refused", /status is 200; expected 401/],
  [
    "takes a request that bears none",
    { lets: ({ headers }) => headers.authorization === undefined },
    "without a signature is refused",
    /status is 200; expected 401/,
  ],
  [
    "takes a body that was changed",
    { lets: (_request, body) => body.at(-1) === 0x20 },
    "changed after it was signed is refused",
    /status is 200; expected 401/,
  ],
  [
    "takes any content type",
    { answer: (path, body) => modelledAnswer(path, body, "application/json") },
    "with the content type text/plain is refused",
    /status is 200; expected 400/,
  ],
  [
    "takes null where a text is required",
    slipping(({ task_id: id }) =>
      id === null ? { status: 200, body: { ...success, data: { status: "running", percentage: 1 } } } : undefined,
    ),
    "task_id null is refused",
    /status is 200; expected 400/,
  ],
  [
    "takes a limit above the most",
    misreading((request) => (Number(request.limit) > 100 ? { ...request, limit: 100 } : request)),
    "limit above the most is refused",
    /POST \/api\/knowledge\/point\/list \{.*"limit":101\}/,
  ],
  [
    "takes numbers as text",
    misreading((request) =>
      typeof request.offset === "string" ? { ...request, offset: Number(request.offset) || 0 } : request,
    ),
    "offset of type string is refused",
    /status is 200; expected 400/,
  ],
  [
    "takes 101 documents",
    misreading((request) =>
      Array.isArray(request.doc_ids) ? { ...request, doc_ids: request.doc_ids.slice(0, 100) } : request,
    ),
    "doc_ids too long is refused",
    /status is 200; expected 400/,
  ],
  [
    "takes names of any letters",
    misreading((request) =>
      /^[a-z]\S*$/i.test(String(request.name ?? "a")) ? request : { ...request, name: "handbook" },
    ),
    "name against the pattern is refused",
    /expected 400/,
  ],
  [
    "names another field",
    slipping((_request, { status, body }) =>
      String(body.message).startsWith("invalid request:limit")
        ? { status, body: { ...body, message: "invalid request:offset: is wrong" } }
        : undefined,
    ),
    "limit above the most is refused",
    /expected "invalid request:limit: " and a reason/,
  ],
  [
    "gives no reason",
    slipping((_request, { status, body }) =>
      String(body.message).startsWith("invalid request:doc_id")
        ? { status, body: { ...body, message: "invalid request:doc_id" } }
        : undefined,
    ),
    "doc_id missing is refused",
    /expected "invalid request:doc_id: " and a reason/,
  ],
  [
    "takes an empty list for none",
    misreading((request) => (empty(request, "point_ids") ? { ...request, point_ids: null } : request)),
    "valid requests get a documented answer",
    /expected 0, since an empty list asks for nothing/,
  ],
  [
    "forgets point_ids",
    without("point_ids"),
    "valid requests get a documented answer",
    /point_ids|was not asked for|points match/,
  ],
  [
    "forgets doc_ids",
    without("doc_ids"),
    "valid requests get a documented answer",
    /was not asked for|points match|asks for nothing/,
  ],
  ["forgets offset", without("offset"), "valid requests get a documented answer", /expected/],
  [
    "skips one point too many",
    misreading((request) =>
      Number(request.offset) > 0 && Number(request.offset) < 1000
        ? { ...request, offset: Number(request.offset) + 1 }
        : request,
    ),
    "valid requests get a documented answer",
    /expected/,
  ],
  [
    "refuses null where it means nothing",
    slipping(({ project }) =>
      project === null
        ? { status: 400, body: { code: 1000003, message: "invalid request:project: must be text" } }
        : undefined,
    ),
    "requests that mean the same get the same answer",
    /\/code is another with/,
  ],
  [
    "refuses unknown fields",
    slipping((request) => {
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
    "valid requests get a documented answer",
    /for a valid request/,
  ],
  [
    "fails within, at what is rare",
    slipping(({ doc_id: id }) =>
      /[^ -~]/.test(String(id)) ? { status: 500, body: { code: 1000028, message: "internal error" } } : undefined,
    ),
    "valid requests get a documented answer",
    /status is 500; expected 200/,
  ],
  [
    "answers otherwise each time",
    (() => {
      let calls = 0;
      return slipping((_request, answer) => {
        calls += 1;
        const data = dataOf(answer);
        if (typeof data.description !== "string") return undefined;
        data.description += String(calls);
        return answer.body;
      });
    })(),
    "requests that mean the same get the same answer",
    /\/data\/description is another when asked again|\/data\/description is another with/,
  ],
  [
    "does not take the default for what is absent",
    slipping(({ project }, answer) => {
      const data = dataOf(answer);
      if (project !== "default" || typeof data.description !== "string") return undefined;
      data.description = "as of the default project";
      return answer.body;
    }),
    "requests that mean the same get the same answer",
    /\/data\/description is another with/,
  ],
];

it.each(planted)("finds a server that %s", async (_what, fault, title, said) => {
  const { result } = await runPlanted("properties", fault);
  const told = result.failures.filter((failure) => failure.title === title);
  expect(result.outcome).toBe("broken");
  expect(
    told.map(({ findings }) => findings.map(({ at, message }) => `${at} ${message}`).join("\n")).join("\n"),
  ).toMatch(said);
});

it("shows the smallest request that fails, in one line", async () => {
  const fault = misreading((request) => (Number(request.limit) > 100 ? { ...request, limit: 100 } : request));
  const { result } = await runPlanted("properties", fault);
  const [request] = result.failures.find(({ title }) => title === "limit above the most is refused")?.findings ?? [];
  expect(request).toEqual({
    at: "request",
    message: expect.stringMatching(/^POST \/api\/knowledge\/point\/list \{.*"limit":101\}$/),
  });
});
