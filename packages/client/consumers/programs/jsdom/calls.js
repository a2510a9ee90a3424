// A test of vitest's in jsdom, which puts an AbortController of its own in the place of Node's.
import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";
import { createFakeKnowledgeBase } from "@viking-kb/client/testing";
import { tryCalls } from "../try-calls.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

test("calls", () =>
  tryCalls(createKnowledgeBase({ credentials, endpoint: process.env.ENDPOINT }), isKnowledgeBaseError));

test("a call that its signal ends", async () => {
  const controller = new AbortController();
  const kb = createKnowledgeBase({ credentials, endpoint: process.env.ENDPOINT });
  const ended = kb.tasks.info("x", { signal: controller.signal }).catch((error) => error);
  controller.abort();
  expect(isKnowledgeBaseError(await ended, "aborted")).toBe(true);
});

test("the fake", async () => {
  const fake = createFakeKnowledgeBase({ collections: [{ collection_name: "faq", description: "made up" }] });
  expect((await fake.collections.info({ name: "faq" })).description).toBe("made up");
});
