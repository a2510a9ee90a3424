import { expect, test } from "vitest";
import { type ErrorCodes, readErrorCodes } from "./error-codes.ts";
import { checkHouseRules, checkReferences, houseRules } from "./house-rules.ts";
import { readExamples, readSource } from "./read-contract.ts";

const written = { contract: readSource(), examples: readExamples(), errorCodes: readErrorCodes() };

const cases: { rule: string; breach: string; apply: (contract: any, codes: ErrorCodes) => void; says: RegExp }[] = [
  {
    rule: "statuses",
    breach: "a documented status removed",
    apply: (c) => {
      delete c.paths["/api/knowledge/task/info"].post.responses["403"];
    },
    says: /lacks the documented 403/,
  },
  {
    rule: "statuses",
    breach: "an undocumented status unmarked",
    apply: (c) => {
      delete c.components.responses.RateLimited["x-source"];
    },
    says: /needs x-source: later/,
  },
  {
    rule: "codes",
    breach: "an operation without codes",
    apply: (_c, codes) => {
      for (const row of codes.business) row.operations = row.operations.filter((name) => name !== "getTaskInfo");
    },
    says: /^#\S+task~1info\/post has no code for 200, 400, 401, 403, 429, 500: add getTaskInfo to `operations`.*$/,
  },
  {
    rule: "codes",
    breach: "a status without a code",
    apply: (c) => {
      const r = c.paths["/api/knowledge/task/info"].post.responses;
      r["404"] = r["403"];
    },
    says: /has no code for 404:/,
  },
  {
    rule: "codes",
    breach: "a code without a status",
    apply: (c) => {
      delete c.paths["/api/knowledge/task/info"].post.responses["429"];
    },
    says: /lacks 429, under which error-codes.yaml has 1000029/,
  },
  {
    rule: "known-operations",
    breach: "a code of an operation that is not there",
    apply: (_c, codes) => {
      codes.business[0]?.operations.push("forgetEverything");
    },
    says: /has no forgetEverything, which error-codes.yaml has 0 for/,
  },
  {
    rule: "extensions",
    breach: "an extension that is not explained",
    apply: (c) => {
      c.paths["/api/knowledge/task/info"].post["x-idempotent"] = true;
    },
    says: /task~1info\/post has x-idempotent, which the description of the document does not explain/,
  },
  {
    rule: "request-fields",
    breach: "a field of a request with a limit that is not held",
    apply: (c) => {
      c.components.schemas.PointListRequest.properties.limit.multipleOf = 10;
    },
    says: /PointListRequest\/properties\/limit has multipleOf: teach .*request-check/,
  },
  {
    rule: "echoes",
    breach: "a field that repeats one of the request, not marked",
    apply: (c) => {
      delete c.components.schemas.DocInfo.properties.doc_id["x-echo"];
    },
    says: /DocInfo\/properties\/doc_id needs x-echo: getDocInfo takes doc_id/,
  },
  {
    rule: "echoed-fields",
    breach: "an echo of a field that the request has not",
    apply: (c) => {
      c.components.schemas.CollectionInfo.properties.collection_name["x-echo"] = "collection_name";
    },
    says: /collection_name has x-echo collection_name: no operation that answers with it takes such a field/,
  },
  {
    rule: "examples",
    breach: "a case nobody refers to",
    apply: (c) => {
      delete c.paths["/api/knowledge/task/info"].post.requestBody.content["application/json"].examples.running;
    },
    says: /nothing refers to examples\/getTaskInfo\/running.json#\/request/,
  },
  {
    rule: "examples",
    breach: "a case under another status",
    apply: (c) => {
      const r = c.paths["/api/knowledge/task/info"].post.responses;
      r["400"].content["application/json"].examples.running = r["200"].content["application/json"].examples.running;
      delete r["200"].content["application/json"].examples.running;
    },
    says: /belongs under 200/,
  },
  {
    rule: "examples",
    breach: "a case under another name",
    apply: (c) => {
      const e = c.paths["/api/knowledge/task/info"].post.responses["200"].content["application/json"].examples;
      e.busy = e.running;
      delete e.running;
    },
    says: /is called busy/,
  },
  {
    rule: "examples",
    breach: "a case referred to twice",
    apply: (c) => {
      c.components.responses.RateLimited.content["application/json"].examples.again = {
        $ref: "examples/any-operation/rate-limited.json#/response",
      };
    },
    says: /a second time/,
  },
  {
    rule: "examples",
    breach: "a case of another operation's folder that is not there",
    apply: (c) => {
      c.paths["/api/knowledge/task/info"].post.responses["200"].content["application/json"].examples.running.$ref =
        "examples/getTaskInfo/gone.json#/response";
    },
    says: /no case that belongs there/,
  },
];

test("the contract keeps every rule", () => {
  expect(checkHouseRules(written)).toEqual([]);
});

test.each(cases)("$rule bites: $breach", ({ rule, apply, says }) => {
  const broken = structuredClone(written);
  apply(broken.contract, broken.errorCodes);
  const found = checkHouseRules(broken).filter((finding) => finding.rule === rule);
  expect(found.map(({ pointer, message }) => `${pointer} ${message}`).join("\n")).toMatch(says);
});

test("every rule has a case", () => {
  expect(new Set(cases.map(({ rule }) => rule))).toEqual(new Set(houseRules));
});

test("a field, a header and a case may be called like an extension", () => {
  const contract: any = structuredClone(written.contract);
  const { TaskInfo } = contract.components.schemas;
  TaskInfo.properties["x-eta"] = { type: "integer", description: "Seconds to go." };
  TaskInfo.example = { "x-eta": 5 };
  const answer = contract.paths["/api/knowledge/task/info"].post.responses["200"];
  answer.headers["x-eta"] = answer.headers["X-Tt-Logid"];
  answer.content["application/json"].examples["x-eta"] = { value: { "x-eta": 5 } };
  const found = checkHouseRules({ ...written, contract });
  expect(found.filter(({ rule }) => rule === "extensions")).toEqual([]);
});

const lacks: { what: string; take: (contract: any) => void; says: string[] }[] = [
  {
    what: "a documented answer that is not there",
    take: (c) => {
      delete c.paths["/api/knowledge/task/info"].post.responses["403"];
    },
    says: ["lacks the documented 403"],
  },
  {
    what: "a later answer that is not there",
    take: (c) => {
      delete c.paths["/api/knowledge/task/info"].post.responses["429"];
    },
    says: ["lacks 429, under which error-codes.yaml has 1000029"],
  },
  {
    what: "a mark that a shared answer lacks",
    take: (c) => {
      delete c.components.responses.RateLimited["x-source"];
    },
    says: ["needs x-source: later: the pages do not have it"],
  },
  {
    what: "an example that a shared answer lacks",
    take: (c) => {
      c.components.responses.RateLimited.content["application/json"].examples.slow = {
        $ref: "examples/any-operation/slow.json#/response",
      };
    },
    says: ["refers to examples/any-operation/slow.json#/response, which is no case that belongs there"],
  },
];
test.each(lacks)("is said once: $what", ({ take, says }) => {
  const broken = structuredClone(written);
  take(broken.contract);
  expect(checkHouseRules(broken).map(({ message }) => message)).toEqual(says);
});

test("an example that is not there is said once, however often it is referred to", () => {
  const contract: any = structuredClone(written.contract);
  const { requestBody, responses } = contract.paths["/api/knowledge/task/info"].post;
  requestBody.content["application/json"].examples.running.$ref = "examples/getTaskInfo/gone.json#/request";
  responses["200"].content["application/json"].examples.running.$ref = "examples/getTaskInfo/gone.json#/response";
  responses["200"].content["application/json"].examples.failed.$ref = "examples/getTaskInfo/failed.json#/answer";
  expect(checkReferences(contract).map(({ message }) => message)).toEqual([
    "refers to what is not there: examples/getTaskInfo/gone.json does not exist: write it or mend the $ref",
    "refers to what is not there: examples/getTaskInfo/failed.json#/answer leads nowhere: add it to examples/getTaskInfo/failed.json or mend the $ref",
  ]);
});
