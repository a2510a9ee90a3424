import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createAnsweringFetch, type FetchAnswer, refusal } from "../../testing/answering-fetch.js";
import { holdTimers } from "../../testing/held-timers.js";
import { createPassingEnvironment } from "../../testing/passing-environment.js";
import { createKnowledgeBase, isKnowledgeBaseError } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const input = { collection_name: "faq", doc_id: "handbook" } as const;

function answeredBy(answer: FetchAnswer) {
  const { fetch, bodies } = createAnsweringFetch(answer);
  const environment = createPassingEnvironment();
  const { now, random, sleep } = environment;
  const { docs } = createKnowledgeBase({ credentials, fetch, retries: 0, now, random, sleep });
  return { bodies, environment, docs };
}

/** Answers with one document after the other, and with the last one from then on. Each has a link of its own. */
const answers =
  (...docs: readonly object[]): FetchAnswer =>
  (_body, request) => ({
    ...docs[Math.min(request, docs.length - 1)],
    url: `https://files.example/handbook.pdf?X-Tos-Signature=canary-key-${request}`,
  });

const doc = (process_status: unknown, point_num = 0, status: object = {}) => ({
  doc_id: "handbook",
  point_num,
  status: { process_status, ...status },
});
const done = doc(0, 12);

const rows: {
  title: string;
  docs: readonly object[];
  ends: object;
  /** The process_status of what is told on the way. */
  told: readonly unknown[];
}[] = [
  { title: "done already", docs: [done], ends: done, told: [0] },
  {
    title: "queued, updating, processing, undefined, deleting and unknown wait on",
    docs: [doc(2), doc(3), doc(6), doc(4), doc(5), doc(77), done],
    ends: done,
    told: [2, 3, 6, 4, 5, 77, 0],
  },
  {
    title: "what changes nothing but its link is told once; more points are told",
    docs: [doc(6), doc(6), doc(6, 5), doc(6, 5), done],
    ends: done,
    told: [6, 6, 0],
  },
  {
    title: "an answer without a status waits on",
    docs: [{ doc_id: "handbook", point_num: 0 }, done],
    ends: done,
    told: [undefined, 0],
  },
  {
    title: "failed, for a known reason",
    docs: [doc(6), doc(1, 0, { failed_code: 35002 })],
    ends: {
      kind: "doc-failed",
      message: "Processing the document failed: The FAQ document is empty. (failed_code 35002)",
      hint: expect.stringMatching(/holds valid data\. Check that the question/),
      doc: { doc_id: "handbook", status: { process_status: 1, failed_code: 35002 } },
      requestId: expect.stringMatching(/^02/),
    },
    told: [6, 1],
  },
  {
    title: "failed, with the code as text and words",
    docs: [doc(1, 0, { failed_code: "30001", failed_msg: "over 100 MB" })],
    ends: {
      message:
        "Processing the document failed: over 100 MB (failed_code 30001: The file is larger than the knowledge base allows.)",
    },
    told: [1],
  },
  {
    title: "failed, for a reason that nobody knows",
    docs: [doc(1, 0, { failed_code: 99999 })],
    ends: { kind: "doc-failed", message: "Processing the document failed: Unknown error. (failed_code 99999)" },
    told: [1],
  },
  {
    title: "failed, without a reason",
    docs: [doc(1)],
    ends: { kind: "doc-failed", message: "Processing the document failed: Unknown error. (failed_code absent)" },
    told: [1],
  },
];

describe("waiting until a document is processed", () => {
  test.each(rows)("$title", async ({ docs: each, ends, told }) => {
    const { docs, bodies, environment } = answeredBy(answers(...each));
    const progress: unknown[] = [];
    const outcome = await docs
      .waitUntilProcessed(input, { onProgress: ({ status }) => progress.push(status?.process_status) })
      .catch((error) => error);
    expect(outcome).toMatchObject(ends);
    expect(progress).toEqual(told);
    expect(bodies).toEqual(each.map(() => input));
    expect(environment.sleeps).toHaveLength(each.length - 1);
  });

  test.each(rows)("watching: $title", async ({ docs: each, told }) => {
    const seen: unknown[] = [];
    for await (const { status } of answeredBy(answers(...each)).docs.watch(input)) seen.push(status?.process_status);
    expect(seen).toEqual(told);
  });

  test("a document that vanishes", async () => {
    const { docs } = answeredBy((_body, request) => (request === 0 ? doc(5) : refusal(400, 1001001, "doc not exist")));
    await expect(docs.waitUntilProcessed(input)).rejects.toMatchObject({ kind: "doc-not-exist", code: 1001001 });
  });

  test("the deadline names the last state", async () => {
    const { docs } = answeredBy(answers(doc(2), doc(6, 3)));
    await expect(docs.waitUntilProcessed(input, { timeoutMs: 9_000 })).rejects.toMatchObject({
      kind: "timeout",
      message: "The end was not seen in time; last seen: process_status 6, 3 points.",
    });
  });

  test("one call's own end is not the deadline's", async () => {
    const attemptTimeoutMs = 29_000;
    const timers = holdTimers(attemptTimeoutMs);
    const { docs } = answeredBy(() => {
      timers.fire();
      return new Promise(() => {});
    });
    await expect(docs.waitUntilProcessed(input, { attemptTimeoutMs })).rejects.toMatchObject({
      kind: "timeout",
      message: expect.stringContaining("No whole answer within 29000 ms (attemptTimeoutMs)"),
    });
  });

  test("an error shows no key of the document's links", async () => {
    const { docs } = answeredBy(
      answers(doc(1, 0, { failed_msg: "https://files.example/a?Signature=canary-key is gone" })),
    );
    const error: unknown = await docs.waitUntilProcessed(input).catch((error) => error);
    expect(isKnowledgeBaseError(error, "doc-failed") && error.doc).toMatchObject({
      url: "https://files.example/handbook.pdf?…",
    });
    for (const shown of [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)]) {
      expect(shown).not.toContain("canary");
    }
  });
});
