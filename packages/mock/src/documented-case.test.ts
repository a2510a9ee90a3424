import { afterAll, describe, expect, test } from "vitest";
import { cases, pathOf } from "../testing/cases.js";
import { type Envelope, post } from "../testing/send.js";
import { startMock } from "./start-mock.js";

const mock = await startMock({ port: 0 });
afterAll(() => mock.close());

const urlOf = (operationId: string) => `${mock.url}${pathOf(operationId)}`;
const caseNamed = (operationId: string, name: string) =>
  cases.find((row) => row.operationId === operationId && row.name === name);

test("There are cases, of each operation", () => {
  expect(new Set(cases.map(({ operationId }) => operationId))).toEqual(new Set(mock.operations));
});

describe.each(cases)("$operationId $name", ({ operationId, name, status, request, response }) => {
  test.each([
    ["code and example", { Prefer: `code=${status}, example=${name}` }],
    ["example alone", { Prefer: `example=${name}` }],
    ["unsigned", { Prefer: `example=${name}`, Authorization: "" }],
  ])("%s", async (_how, headers) => {
    const answer = await post(urlOf(operationId), request.value, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("x-tt-logid")).toBe((response.value as Envelope).request_id);
    expect(await answer.json()).toEqual(response.value);
  });
});

const successes = cases.filter(({ status }) => status === 200);
test.each(successes)("$operationId $name, by its request alone", async ({ operationId, request, response }) => {
  // The same request in another order of its fields.
  const reversed = Object.fromEntries(Object.entries(request.value).reverse());
  const answer = await post(urlOf(operationId), reversed, { Accept: "text/html" });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual(response.value);
});

const ways: [prefer: string, example: string, body: object | string][] = [
  ["code=400, example=doc-not-exist", "doc-not-exist", {}],
  ["code=400,example=doc-not-exist", "doc-not-exist", {}],
  ["code=400 example=doc-not-exist", "doc-not-exist", {}],
  ["code=400; example=doc-not-exist", "doc-not-exist", {}],
  ['Code="400", EXAMPLE="doc-not-exist"', "doc-not-exist", {}],
  ["example=doc-not-exist, code=400", "doc-not-exist", {}],
  ["respond-async, example=doc-not-exist, wait=10", "doc-not-exist", "{oops"],
  ["example=doc-not-exist, example=queued", "doc-not-exist", {}],
  ["example=queued, dynamic=true", "queued", {}],
  ["code=400", "invalid-request", {}],
  ["code=200", "documented", {}],
  ["dynamic=false", "documented", { collection_name: "any", doc_id: "any" }],
];
test.each(ways)("Prefer: %s means %s", async (prefer, example, body) => {
  const answer = await post(urlOf("getDocInfo"), body, { Prefer: prefer });
  expect(await answer.json()).toEqual(caseNamed("getDocInfo", example)?.response.value);
});

test("Several Prefer headers are one", async () => {
  const headers = new Headers([
    ["Prefer", "code=400"],
    ["Prefer", "example=doc-not-exist"],
  ]);
  const answer = await fetch(urlOf("getDocInfo"), { method: "POST", headers });
  expect(await answer.json()).toEqual(caseNamed("getDocInfo", "doc-not-exist")?.response.value);
});
