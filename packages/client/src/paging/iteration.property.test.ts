import fc from "fast-check";
import { expect, test } from "vitest";
import { createAnsweringFetch, type FetchAnswer } from "../../testing/answering-fetch.js";
import { type Change, changingCollection, idsUpTo, inOrder } from "../../testing/changing-collection.js";
import { createKnowledgeBase, isKnowledgeBaseError } from "../index.js";

const seed = 20260109;
const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

async function iterate(answer: FetchAnswer, pageSize: number, most: number) {
  const { fetch, bodies } = createAnsweringFetch((body, request) => {
    if (request >= most) throw new Error(`More than ${most} requests.`);
    return answer(body, request);
  });
  const { points } = createKnowledgeBase({ credentials, fetch, retries: 0 });
  const given: string[] = [];
  for await (const { point_id } of points.iterate({ collection_name: "faq" }, { pageSize })) given.push(point_id);
  return { given, requests: bodies.length };
}

/** Ids in which the orders of UTF-8 and UTF-16 differ, and those of numbers and texts. */
const id = fc.oneof(
  fc.nat({ max: 60 }).map((number) => `doc-${number}`),
  fc.string({ unit: fc.constantFrom("a", "~", "é", "～", "😀", "-"), minLength: 1, maxLength: 3 }),
);
const ids = fc.uniqueArray(id, { maxLength: 80 });
const pageSize = fc.integer({ min: 1, max: 20 });
/** Which of the points are taken away before which request. */
const deletions = fc.array(fc.record({ before: fc.nat({ max: 12 }), picks: fc.array(fc.nat(), { maxLength: 12 }) }), {
  maxLength: 5,
});

const pick = (from: readonly string[], picks: readonly number[]): string[] =>
  from.length === 0 ? [] : picks.map((at) => from[at % from.length] as string);

test(`a collection at rest comes whole, in the least number of requests (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(ids, pageSize, async (ids, pageSize) => {
      const least = Math.max(1, Math.ceil(ids.length / pageSize));
      expect(await iterate(changingCollection(ids), pageSize, 200)).toEqual({ given: inOrder(ids), requests: least });
    }),
    { seed, numRuns: 100 },
  );
});

test(`whatever is deleted meanwhile, what stays comes once (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(ids, pageSize, deletions, async (ids, pageSize, deletions) => {
      const changes: Change[] = deletions.map(({ before, picks }) => ({ before, remove: pick(ids, picks) }));
      const removed = new Set(changes.flatMap(({ remove = [] }) => remove));
      // A step back for each deletion, and what it goes back over is read again.
      const most = Math.ceil(ids.length / pageSize) + 1 + changes.length + Math.ceil(removed.size / pageSize);
      const { given } = await iterate(changingCollection(ids, changes), pageSize, most);
      expect(given.filter((id) => !removed.has(id))).toEqual(inOrder(ids).filter((id) => !removed.has(id)));
      expect(new Set(given).size).toBe(given.length);
    }),
    { seed, numRuns: 300 },
  );
});

test(`whatever is added meanwhile, what was there comes once (seed ${seed})`, async () => {
  const additions = fc.array(fc.record({ before: fc.nat({ max: 12 }), add: fc.array(id, { maxLength: 12 }) }), {
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(ids, pageSize, additions, async (ids, pageSize, changes) => {
      const all = new Set([...ids, ...changes.flatMap(({ add }) => add)]);
      const most = Math.ceil(all.size / pageSize) + 1;
      const { given } = await iterate(changingCollection(ids, changes), pageSize, most);
      expect(given.filter((id) => ids.includes(id))).toEqual(inOrder(ids));
      expect(new Set(given).size).toBe(given.length);
    }),
    { seed, numRuns: 300 },
  );
});

test("what is deleted after more was added hides nothing", async () => {
  const ids = idsUpTo(300);
  const later = Array.from({ length: 100 }, (_, index) => `q-${index}`);
  const changes = [
    { before: 1, add: later },
    { before: 2, remove: ids.slice(0, 100) },
  ];
  const { given } = await iterate(changingCollection(ids, changes), 100, 8);
  expect(given).toEqual(inOrder([...ids, ...later]));
});

test(`whatever a server says, it ends (seed ${seed})`, async () => {
  const total = fc.oneof(fc.nat({ max: 60 }), fc.constantFrom(null, undefined, "40", -1));
  const list = fc.oneof(
    fc.array(
      fc.constantFrom("a", "b", "c", "").map((point_id) => ({ point_id })),
      { maxLength: 20 },
    ),
    fc.constantFrom(null, undefined),
  );
  const pages = fc.array(fc.record({ total_num: total, point_list: list }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(pages, pageSize, async (pages, pageSize) => {
      await iterate((_body, request) => pages[request % pages.length], pageSize, 500).catch((error: unknown) => {
        if (!isKnowledgeBaseError(error, "invalid-response")) throw error;
      });
    }),
    { seed, numRuns: 300 },
  );
});
