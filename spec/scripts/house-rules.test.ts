import { expect, test } from "vitest";
import { type ErrorCodes, readErrorCodes } from "./error-codes.ts";
import { checkHouseRules, checkReferences, houseRules } from "./house-rules.ts";
import { readExamples, readSource } from "./read-contract.ts";

const written = { contract: readSource(), examples: readExamples(), errorCodes: readErrorCodes() };

const cases: { rule: string; breach: string; apply: (contract: any, codes: ErrorCodes) => void; says: RegExp }[] = [
  {
    rule: "described",
    breach: "a field without a description",
    apply: (c) => {
      delete c.components.schemas.Point.properties.content.description;
    },
    says: /Point\/properties\/content has no description/,
  },
  {
    rule: "enumerations-open",
    breach: "a closed enumeration",
    apply: (c) => {
      c.components.schemas.TaskInfo.properties.status.enum = ["running"];
    },
    says: /has `enum`/,
  },
  {
    rule: "enumerations-open",
    breach: "a value without a meaning",
    apply: (c) => {
      delete c.components.schemas.TaskInfo.properties.status["x-known-values"][0].meaning;
    },
    says: /without `value`, or without a `meaning`/,
  },
  {
    rule: "enumerations-open",
    breach: "a value that is explained in English alone",
    apply: (c) => {
      delete c.components.schemas.TaskInfo.properties.status["x-known-values"][0].meaning.zh;
    },
    says: /without a `meaning` in Chinese/,
  },
  {
    rule: "units",
    breach: "a time without a unit",
    apply: (c) => {
      delete c.components.schemas.Point.properties.process_time["x-unit"];
    },
    says: /needs x-unit/,
  },
  {
    rule: "units",
    breach: "an unknown unit",
    apply: (c) => {
      c.components.schemas.Point.properties.process_time["x-unit"] = "hours";
    },
    says: /has x-unit hours/,
  },
  {
    rule: "signed-links",
    breach: "a link that is not said to be signed",
    apply: (c) => {
      delete c.components.schemas.Point.properties.video_url["x-signed-link"];
    },
    says: /Point\/properties\/video_url needs x-signed-link/,
  },
  {
    rule: "signed-links",
    breach: "an unknown word for how a link is signed",
    apply: (c) => {
      c.components.schemas.Point.properties.video_url["x-signed-link"] = "sometimes";
    },
    says: /has x-signed-link sometimes/,
  },
  {
    rule: "signed-links",
    breach: "a number that is said to be a signed link",
    apply: (c) => {
      c.components.schemas.Point.properties.process_time["x-signed-link"] = "always";
    },
    says: /has x-signed-link always/,
  },
  {
    rule: "json-texts",
    breach: "a JSON text that is not marked",
    apply: (c) => {
      delete c.components.schemas.DocInfo.properties.meta["x-json-text"];
    },
    says: /DocInfo\/properties\/meta needs x-json-text/,
  },
  {
    rule: "json-texts",
    breach: "a number that is said to be JSON text",
    apply: (c) => {
      c.components.schemas.DocInfo.properties.point_num["x-json-text"] = true;
    },
    says: /point_num has x-json-text/,
  },
  {
    rule: "numeric-texts",
    breach: "a number or the same as text, not marked",
    apply: (c) => {
      delete c.components.schemas.DocInfo.properties.doc_size["x-numeric-text"];
    },
    says: /doc_size needs x-numeric-text/,
  },
  {
    rule: "numeric-texts",
    breach: "a text that is said to be numeric",
    apply: (c) => {
      c.components.schemas.DocInfo.properties.doc_name["x-numeric-text"] = true;
    },
    says: /doc_name has x-numeric-text/,
  },
  {
    rule: "pattern-words",
    breach: "a pattern without words",
    apply: (c) => {
      delete c.components.schemas.DocInfoRequest.properties.collection_name["x-pattern-words"];
    },
    says: /collection_name needs x-pattern-words/,
  },
  {
    rule: "pattern-words",
    breach: "words without a pattern",
    apply: (c) => {
      c.components.schemas.DocInfoRequest.properties.doc_id["x-pattern-words"] = "must be an id";
    },
    says: /doc_id has x-pattern-words and no pattern/,
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
    rule: "echoes",
    breach: "an echo of a field that the request has not",
    apply: (c) => {
      c.components.schemas.CollectionInfo.properties.collection_name["x-echo"] = "collection_name";
    },
    says: /collection_name has x-echo collection_name: getCollectionInfo takes no such field/,
  },
  {
    rule: "flat",
    breach: "an inline oneOf",
    apply: (c) => {
      c.components.schemas.DocInfo.properties.doc_size.oneOf = [{ type: "string" }];
    },
    says: /has oneOf/,
  },
  {
    rule: "flat",
    breach: "nullable beside $ref",
    apply: (c) => {
      c.components.schemas.DocInfo.properties.status.nullable = true;
    },
    says: /beside \$ref/,
  },
  {
    rule: "later-is-optional",
    breach: "a later field required",
    apply: (c) => {
      c.components.schemas.DocInfo.required.push("doc_hash");
    },
    says: /requires doc_hash/,
  },
  {
    rule: "later-is-optional",
    breach: "another x-source",
    apply: (c) => {
      c.components.schemas.DocInfo.properties.doc_hash["x-source"] = "guess";
    },
    says: /x-source guess/,
  },
  {
    rule: "body-alone",
    breach: "a GET",
    apply: (c) => {
      const item = c.paths["/api/knowledge/task/info"];
      item.get = item.post;
      delete item.post;
    },
    says: /is no POST/,
  },
  {
    rule: "body-alone",
    breach: "a query parameter",
    apply: (c) => {
      c.paths["/api/knowledge/task/info"].post.parameters = [{ name: "a", in: "query" }];
    },
    says: /has parameters/,
  },
  {
    rule: "envelope",
    breach: "an envelope without request_id",
    apply: (c) => {
      c.components.schemas.TaskInfoResponse.required = ["code", "message"];
    },
    says: /does not require request_id/,
  },
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
      codes.business[0]?.operations.push("listDocs");
    },
    says: /has no listDocs, which error-codes.yaml has 0 for/,
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

test("what is wrong with a shared answer is said once", () => {
  const broken = structuredClone(written);
  const { responses } = broken.contract.components as any;
  delete responses.RateLimited["x-source"];
  responses.RateLimited.content["application/json"].examples.slow = {
    $ref: "examples/any-operation/slow.json#/response",
  };
  expect(checkHouseRules(broken)).toHaveLength(2);
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
