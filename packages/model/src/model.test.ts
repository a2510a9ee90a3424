import { type OperationId, operations } from "@viking-kb/spec";
import examples from "@viking-kb/spec/examples.json" with { type: "json" };
import { expect, test } from "vitest";
import { createModel } from "./index.js";

/** What a model answers by: the cases about the signature and about a server's own troubles are none of its. */
const cases = examples.filter(({ status, name }) => ![401, 429, 500].includes(status) && name !== "no-permission");
const model = createModel();

test.each(cases)("$operationId $name", ({ operationId, status, request, response }) => {
  const { path } = operations[operationId as OperationId];
  const answer = model(path, Buffer.from(JSON.stringify(request.value)), "application/json; charset=utf-8");
  const { code, message } = response.value as { code: number; message: string };
  expect(answer).toMatchObject({ status, body: { code, message } });
});

const unreadable: {
  title: string;
  path?: string;
  body?: string | Uint8Array;
  contentType?: string;
  message: RegExp;
}[] = [
  { title: "another path", path: "/api/knowledge/nothing", message: /path: is unknown/ },
  { title: "another content type", contentType: "text/plain", message: /Content-Type: must be application\/json/ },
  { title: "no JSON", body: "{", message: /body: must be a JSON object/ },
  { title: "a list", body: "[]", message: /body: must be a JSON object/ },
  { title: "bytes that are no UTF-8", body: Uint8Array.of(0x7b, 0xff, 0x7d), message: /body: must be a JSON object/ },
];
test.each(unreadable)("$title is refused", ({ path, body = "{}", contentType = "application/json", message }) => {
  const answer = model(path ?? operations.getTaskInfo.path, Buffer.from(body), contentType);
  expect(answer.body).toMatchObject({ code: 1000003, message: expect.stringMatching(message) });
});
