import { describe, expect, test } from "vitest";
import { holdTimers } from "../../testing/held-timers.js";
import { settle } from "../../testing/settle.js";
import { isKnowledgeBaseError } from "../index.js";
import { createFakeKnowledgeBase, type FakeData, type FakeFailure } from "./index.js";

const data: FakeData = {
  collections: [{ collection_name: "faq", documents: [{ doc_id: "handbook", points: ["Text 0", "Text 1"] }] }],
  tasks: [{ task_id: "done" }],
};

const failures: { failure: FakeFailure; gives: object }[] = [
  { failure: { code: 1_000_029 }, gives: { kind: "rate-limited", code: 1_000_029, status: 429 } },
  { failure: { code: 1_000_003 }, gives: { kind: "invalid-request", status: 400 } },
  { failure: { code: 1_000_003, message: "invalid request:task not exist" }, gives: { kind: "task-not-exist" } },
  { failure: { code: 1_000_001, status: 403 }, gives: { kind: "unauthorized", status: 403 } },
  { failure: { code: 4242 }, gives: { kind: "unknown", code: 4242, status: 400 } },
  { failure: { code: 4242, status: 200 }, gives: { kind: "unknown", code: 4242, status: 200 } },
  { failure: { status: 404, body: "<html>" }, gives: { kind: "invalid-response", status: 404 } },
  { failure: { connection: "reset" }, gives: { kind: "connection", status: undefined } },
  { failure: { connection: "refused" }, gives: { kind: "connection" } },
];

describe("failNext", () => {
  test.each(failures)("$failure", async ({ failure, gives }) => {
    const fake = createFakeKnowledgeBase(data, { retries: 0 });
    fake.failNext(failure);
    await expect(fake.tasks.info({ task_id: "done" })).rejects.toMatchObject(gives);
    expect(await fake.tasks.info({ task_id: "done" })).toMatchObject({ status: "success" });
  });

  test.each([{}, { status: 500 }, { code: 1_000_028, times: 0 }])("%j says too little", (failure) => {
    expect(() => createFakeKnowledgeBase(data).failNext(failure as never)).toThrow(TypeError);
  });

  test("one failure is sent again, as many as it takes are the call's", async () => {
    const fake = createFakeKnowledgeBase(data);
    fake.failNext({ code: 1_000_028, retryAfterSeconds: 20 });
    const { attempts } = await fake.tasks.info({ task_id: "done" }).withResponse();
    expect(attempts).toBe(2);
    fake.failNext({ code: 1_000_028, times: 3 });
    const error = await fake.tasks.info({ task_id: "done" }).catch((thrown: unknown) => thrown);
    expect(isKnowledgeBaseError(error, "server") && error.attempts).toBe(3);
    expect(fake.requests).toHaveLength(5);
  });

  const unfit: { failure: object; says: string }[] = [
    { failure: { status: 500 }, says: "status needs a body or a code" },
    { failure: { connection: "x" }, says: 'connection is one of refused, reset; given was "x"' },
    { failure: { code: 1, operation: "points.list" }, says: "operation is one of getCollectionInfo, " },
    { failure: { operation: "listPoints" }, says: "give one of code, body, connection, delayMs" },
  ];
  test.each(unfit)("refuses what would never happen: $failure", ({ failure, says }) => {
    const { failNext } = createFakeKnowledgeBase(data);
    // As JavaScript has it.
    expect(() => failNext(failure as FakeFailure)).toThrow(says);
  });

  test("one operation's failure waits for it; reset forgets it", async () => {
    const fake = createFakeKnowledgeBase(data, { retries: 0 });
    fake.failNext({ code: 1_000_002, operation: "listPoints", times: 2 });
    await fake.tasks.info({ task_id: "done" });
    await expect(fake.points.list({ collection_name: "faq" })).rejects.toMatchObject({ kind: "no-permission" });
    fake.reset();
    expect(fake.requests).toEqual([]);
    expect(await fake.points.list({ collection_name: "faq" })).toMatchObject({ total_num: 2 });
  });

  test("an answer that is late is aborted, and one that never comes ends with the attempt's time", async () => {
    const attemptTimeoutMs = 29_000;
    const timers = holdTimers(attemptTimeoutMs);
    const fake = createFakeKnowledgeBase(data, { retries: 0, attemptTimeoutMs });
    fake.failNext({ delayMs: Infinity });
    const late = expect(fake.tasks.info({ task_id: "done" })).rejects.toMatchObject({ kind: "timeout" });
    while (fake.requests.length === 0) await settle();
    timers.fire();
    await late;
    fake.failNext({ delayMs: 1 });
    expect(await fake.tasks.info({ task_id: "done" })).toMatchObject({ status: "success" });
  });
});
