import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settle } from "../../testing/settle.js";
import { createFakeKnowledgeBase, type FakeData } from "./index.js";

const running = (percentage: number) => ({ status: "running", percentage }) as const;
const data: FakeData = {
  collections: [
    {
      collection_name: "faq",
      documents: [
        {
          doc_id: "slow",
          points: Array.from({ length: 250 }, (_, index) => `Text ${index}`),
          steps: [6, 6, 0].map((process_status) => ({ status: { process_status } })),
        },
        {
          doc_id: "bad",
          steps: [{ status: { process_status: 6 } }, { status: { process_status: 1, failed_code: 30001 } }],
        },
      ],
    },
  ],
  tasks: [
    { task_id: "good", steps: [running(0), running(50), { status: "success" }], file: "content" },
    { task_id: "bad", steps: [running(10), { status: "fail", percentage: 10 }] },
    { task_id: "endless", status: "running" },
  ],
};

test("a task is waited for and downloaded, and a document waited for, without waiting", async () => {
  const fake = createFakeKnowledgeBase(data);
  const progress: unknown[] = [];
  const task = await fake.tasks.wait("good", { onProgress: ({ percentage }) => progress.push(percentage) });
  expect(progress).toEqual([0, 50, 100]);
  const chunks: Uint8Array[] = [];
  await fake.tasks.download(task, (chunk) => {
    chunks.push(chunk);
  });
  expect(Buffer.concat(chunks).toString()).toBe("content");
  const document = await fake.docs.waitUntilProcessed({ collection_name: "faq", doc_id: "slow" });
  expect(document.point_num).toBe(250);
  // Three times each, with two pauses between.
  expect(fake.requests).toHaveLength(6);
});

test("a download takes the time that it takes: to a file, and to one who is slow", async () => {
  const fake = createFakeKnowledgeBase({ tasks: [{ task_id: "done", file: "content" }] });
  const task = await fake.tasks.wait("done");
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-fake-"));
  try {
    const path = join(folder, "result.zip");
    expect(await fake.tasks.download(task, path)).toEqual({ bytes: 7 });
    expect(await readFile(path, "utf8")).toBe("content");
  } finally {
    await rm(folder, { recursive: true });
  }
  const slow = async () => {
    for (let turn = 0; turn < 20; turn++) await settle();
  };
  expect(await fake.tasks.download(task, slow)).toEqual({ bytes: 7 });
});

const endings = [
  { title: "a task that fails", call: (fake: Fake) => fake.tasks.wait("bad"), kind: "task-failed" },
  {
    title: "a document that fails",
    call: (fake: Fake) => fake.docs.waitUntilProcessed({ collection_name: "faq", doc_id: "bad" }),
    kind: "doc-failed",
  },
  { title: "a task without an end", call: (fake: Fake) => fake.tasks.wait("endless"), kind: "timeout" },
  {
    title: "one whose wait is aborted",
    call: (fake: Fake) => {
      const controller = new AbortController();
      const onProgress = () => {
        // After some turns, in a pause.
        void settle()
          .then(settle)
          .then(settle)
          .then(() => controller.abort());
      };
      return fake.tasks.wait("endless", { signal: controller.signal, timeoutMs: Number.MAX_SAFE_INTEGER, onProgress });
    },
    kind: "aborted",
  },
];
type Fake = ReturnType<typeof createFakeKnowledgeBase>;

test.each(endings)("$title", async ({ call, kind }) => {
  await expect(call(createFakeKnowledgeBase(data))).rejects.toMatchObject({ kind });
});

test("every point, page by page", async () => {
  const fake = createFakeKnowledgeBase(data);
  const ids: string[] = [];
  for await (const { point_id } of fake.points.iterate({ collection_name: "faq" })) ids.push(point_id);
  expect(new Set(ids).size).toBe(250);
  expect(ids).toEqual([...ids].sort());
  expect(fake.requests).toHaveLength(3);
});

test("own time is taken where it is given", async () => {
  const slept: number[] = [];
  const start = new Date("2026-01-15T08:30:00Z");
  const fake = createFakeKnowledgeBase(data, {
    now: () => start,
    random: () => 0,
    sleep: async (milliseconds) => void slept.push(milliseconds),
  });
  await fake.tasks.wait("good");
  expect(slept).toEqual([500, 750]);
});
