import fc from "fast-check";
import { expect, test } from "vitest";
import { pageFaults } from "../../testing/page-faults.js";
import { collectionFields, documentFields, pointQuery, pointsOf, storedPoints } from "../../testing/storage-records.js";
import { isOnPostgres, openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { PageSizes } from "./sql/pages/sizes.js";
import { PointIdTakenError, type Storage } from "./storage.js";

const { VIKING_KB_PAGE_STEPS = "1500" } = process.env;
/** Fewer where each takes ten times as long. */
const stepCount = Number(VIKING_KB_PAGE_STEPS) / (isOnPostgres ? 10 : 1);
const stepsPerRun = 50;

/** Points of each document, in any order. */
type Model = Map<string, readonly string[]>;

const docIds = ["a", "b", "c", "d", "e"];
const docId = fc.constantFrom(...docIds);

/** Ids from numbers: apart for each document, among those of the others, in one place, or such as bytes order alone. */
const shapes: Record<string, (docId: string, number: number) => string> = {
  apart: (document, number) => `${document}-${number}`,
  among: (document, number) => `p-${String(number).padStart(3, "0")}-${document}`,
  backwards: (document, number) => `p-${String(999 - number).padStart(3, "0")}-${document}`,
  "in one place": (document, number) => `p-100-${document}${"0".repeat(number)}`,
  shared: (_document, number) => `shared-${number}`,
  bytes: (document, number) =>
    `${["", "\u{10000}", "\uffff", "中", "\u0001"][number % 5]}${Math.floor(number / 5)}${document}`,
};
const shape = fc.constantFrom(...Object.keys(shapes));
const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 150 }) },
);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("replace" as const),
      docId,
      shape,
      first: fc.integer({ min: 0, max: 200 }),
      gap: fc.integer({ min: 1, max: 4 }),
      count,
      fails: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), docId }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reopen" as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("page" as const),
      docIds: fc.option(fc.array(fc.constantFrom(...docIds, "unknown"), { maxLength: 7 })),
      /** Of all points and three more. */
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      limit: fc.integer({ min: 0, max: 20 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function inOrder(model: Model, asked: readonly string[] | null): string[] {
  const documents = asked ? [...new Set(asked)] : [...model.keys()];
  const pointIds = documents.flatMap((document) => model.get(document) ?? []);
  return pointIds.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

/** Asks for a page, and compares it. */
async function comparePage(storage: Storage, collectionId: number, model: Model, given: Step & { kind: "page" }) {
  const all = inOrder(model, given.docIds);
  const offset = Math.floor(given.share * (all.length + 3));
  const query = pointQuery({ docIds: given.docIds, offset, limit: given.limit });
  const page = await storage.read((reads) => reads.listPoints(collectionId, query));
  expect([page.totalCount, pointsOf(page).map(({ point_id }) => point_id)]).toEqual([
    all.length,
    all.slice(offset, offset + given.limit),
  ]);
}

/** Replaces the points of a document, which is refused where another one has an id already, or is rolled back. */
async function replace(storage: Storage, collectionId: number, model: Model, given: Step & { kind: "replace" }) {
  const idOf = shapes[given.shape] ?? String;
  const pointIds = Array.from({ length: given.count }, (_, index) =>
    idOf(given.docId, given.first + index * given.gap),
  );
  const others = new Set([...model].filter(([document]) => document !== given.docId).flatMap(([, ids]) => ids));
  const isTaken = pointIds.some((pointId) => others.has(pointId));
  const outcome = storage.change(async (changes) => {
    const { id } = await changes.putDocument(collectionId, documentFields(given.docId));
    await changes.replacePoints(id, storedPoints(pointIds));
    if (given.fails) throw new Error("Not kept.");
  });
  if (isTaken) await expect(outcome).rejects.toThrow(PointIdTakenError);
  else if (given.fails) await expect(outcome).rejects.toThrow("Not kept.");
  else {
    await outcome;
    model.set(given.docId, pointIds);
  }
}

const sizes: readonly PageSizes[] = [
  { block: 1, stride: 1, fanOut: 4 },
  { block: 2, stride: 3, fanOut: 4 },
  { block: 5, stride: 2, fanOut: 8 },
];
test.each(sizes)(
  "Pages are those of a sorted list, after any changes, with sizes $block, $stride, $fanOut",
  async (given) => {
    const path = await temporaryDatabase();
    let [storage, other] = [
      await openTemporaryStorage(path, { sizes: given }),
      await openTemporaryStorage(path, { sizes: given }),
    ];
    let run = 0;
    const property = fc.asyncProperty(
      fc.array(step, { minLength: stepsPerRun, maxLength: stepsPerRun, size: "max" }),
      async (steps) => {
        const { id } = await storage.change((changes) =>
          changes.createCollection(collectionFields({ name: `run_${run++}` })),
        );
        const model: Model = new Map();
        for (const each of steps) {
          // Each step on the other connection than the step before.
          [storage, other] = [other, storage];
          if (each.kind === "page") await comparePage(storage, id, model, each);
          if (each.kind === "replace") await replace(storage, id, model, each);
          if (each.kind === "delete") {
            await storage.change(async (changes) => {
              const document = await changes.findDocument(id, each.docId);
              if (document) await changes.deleteDocument(document.id);
            });
            model.delete(each.docId);
          }
          if (each.kind === "reopen") {
            await storage.close();
            storage = await openTemporaryStorage(path, { sizes: given });
          }
          if (each.kind !== "page") expect(await pageFaults(path, given)).toEqual([]);
        }
        await storage.change((changes) => changes.deleteCollection(id));
        expect(await pageFaults(path, given)).toEqual([]);
      },
    );
    const numRuns = Math.ceil(stepCount / sizes.length / stepsPerRun);
    await fc.assert(property, { numRuns });
  },
  600_000,
);
