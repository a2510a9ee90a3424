import { expect, test, vi } from "vitest";
import { createAnsweringFetch, refusal } from "../../testing/answering-fetch.js";
import { createKnowledgeBase, describeFailedCode } from "../index.js";

// As in a browser whose network is gone, or a page that is older than the files it asks for.
vi.mock("../generated/chinese.js", () => {
  throw new TypeError("Failed to fetch dynamically imported module");
});

test("where the Chinese texts cannot be loaded, everything is said in English", async () => {
  const failed = { status: { process_status: 1, failed_code: 30001 } };
  const { fetch } = createAnsweringFetch((_body, index) =>
    index === 0 ? refusal(400, 1001001, "doc not exist") : failed,
  );
  const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
  const { docs } = createKnowledgeBase({ credentials, fetch, locale: "zh" });
  const archive = { collection_name: "faq", doc_id: "archive" };
  await expect(docs.info(archive)).rejects.toMatchObject({ hint: expect.stringMatching(/^Check that doc_id/) });
  const { meaning, advice, hint } = describeFailedCode(30001);
  await expect(docs.waitUntilProcessed(archive)).rejects.toMatchObject({
    message: `Processing the document failed: ${meaning} (failed_code 30001)`,
    hint: `${advice} ${hint}`,
  });
  expect(await describeFailedCode(30001, { locale: "zh" })).toEqual({ meaning, advice, hint });
});
