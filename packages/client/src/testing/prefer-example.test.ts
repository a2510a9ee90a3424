import { type Mock, startMock } from "@viking-kb/mock";
import examples from "@viking-kb/spec/examples.json" with { type: "json" };
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKnowledgeBase } from "../index.js";
import { type ExampleName, type PreferredAnswer, preferExample } from "./index.js";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

const create = (fetch: typeof globalThis.fetch) =>
  createKnowledgeBase({
    endpoint: mock.url,
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    fetch,
    retries: 0,
  });

const tasks = examples.filter(({ operationId }) => operationId === "getTaskInfo");
test.each(tasks)("the mock answers with $name", async ({ name, status, response }) => {
  const kb = create(preferExample(name as ExampleName<"getTaskInfo">));
  const outcome = await kb.tasks.info({ task_id: "any" }).catch((error: unknown) => error);
  const { code, request_id, data } = response.value as { code: number; request_id: string; data?: unknown };
  if (status === 200) expect(outcome).toEqual(data);
  else expect(outcome).toMatchObject({ code, status, requestId: request_id });
});

const answers: { answer: PreferredAnswer; gives: object }[] = [
  { answer: { status: 403 }, gives: { kind: "no-permission", status: 403 } },
  { answer: { status: 400, example: "task-not-exist" }, gives: { kind: "task-not-exist" } },
];
test.each(answers)("$answer", async ({ answer, gives }) => {
  await expect(create(preferExample(answer)).tasks.info({ task_id: "any" })).rejects.toMatchObject(gives);
});

test("a Request is sent with its own headers, by the given fetch", async () => {
  const sent: Headers[] = [];
  const fetch = preferExample("running", async (input, init) => {
    sent.push(new Request(input, init).headers);
    return new Response();
  });
  const request = new Request("https://any.example", { headers: { "x-own": "1" } });
  // As from another realm or a polyfill: used as a Request, and no instance of it.
  const foreign = Object.create(request, { url: { value: request.url }, headers: { value: request.headers } });
  Object.setPrototypeOf(foreign, { toString: () => request.url });
  for (const given of [request, foreign]) await fetch(given);
  for (const headers of sent) expect(Object.fromEntries(headers)).toEqual({ "x-own": "1", prefer: "example=running" });
  expect(sent).toHaveLength(2);
});

test("neither an example nor a status is refused", () => {
  expect(() => preferExample({})).toThrow(/name of a documented case, a status, or both/);
});

test("names are those of the operation", () => {
  preferExample<"listPoints">("text-chunks");
  // @ts-expect-error no case of listPoints has this name
  preferExample<"listPoints">("task-not-exist");
  // @ts-expect-error no case at all has this name
  preferExample("no-such-case");
});
