import { openStorage } from "../src/storage/open-storage.js";
import type { PageSizes } from "../src/storage/sql/pages/sizes.js";
import type { Storage } from "../src/storage/storage.js";
import { collectionFields, documentFields, pointIdsOf, storedPoints } from "./storage-records.js";

/** What a process of its own does with a database. */
export type StorageOrder =
  /** Gives up the rights of root, who may read and write everything. */
  | { readonly action: "become-nobody" }
  | { readonly action: "open"; readonly path: string; readonly sizes?: PageSizes }
  | { readonly action: "close" }
  /** Makes the collection `faq`. */
  | { readonly action: "create" }
  /** Reads the number in the collection's description and writes it one higher, so many times. */
  | { readonly action: "increment"; readonly times: number }
  /** Gives the document `manual` points of a new `mark`, 10 and 20 by turns, so many times. */
  | { readonly action: "rewrite"; readonly times: number }
  /** Changes and deletes documents without end, whose points stand among each other. */
  | { readonly action: "churn" }
  /** Rewrites once, and answers in the middle of the change, which then never ends. */
  | { readonly action: "rewrite-without-end" };

/** The message of the error when it could not be done. */
export interface StorageOutcome {
  readonly error?: string;
}

let storage: Storage;

async function obey(order: StorageOrder): Promise<void> {
  switch (order.action) {
    case "become-nobody":
      process.setgroups?.([]);
      process.setgid?.(65_534);
      process.setuid?.(65_534);
      return;
    case "open":
      storage = await openStorage(order.path, { sizes: order.sizes });
      return;
    case "close":
      return storage.close();
    case "create":
      await storage.change((changes) => changes.createCollection(collectionFields({ description: "0" })));
      return;
    case "increment":
      for (let time = 0; time < order.times; time++) await increment();
      return;
    case "rewrite":
      for (let time = 0; time < order.times; time++) await rewrite(time % 2 === 0 ? 10 : 20, `mark ${time}`);
      return;
    case "churn":
      for (let turn = 0; ; turn++) await churn(`d-${(turn * 7) % 20}`, turn % 5 === 4 ? undefined : (turn * 131) % 300);
    case "rewrite-without-end":
      await rewrite(20, "never kept", () => {
        process.send?.({});
        return new Promise(() => {});
      });
  }
}

async function increment(): Promise<void> {
  await storage.change(async (changes) => {
    const [collection] = await changes.listCollections();
    if (!collection) throw new Error("There is no collection.");
    const description = String(Number(collection.description) + 1);
    await changes.updateCollection(collection.id, { description, updateTime: collection.updateTime });
  });
}

async function rewrite(count: number, mark: string, middle: () => Promise<void> = async () => {}): Promise<void> {
  await storage.change(async (changes) => {
    const [collection] = await changes.listCollections();
    if (!collection) throw new Error("There is no collection.");
    const { id } = await changes.putDocument(collection.id, documentFields("manual"));
    await changes.replacePoints(id, storedPoints(pointIdsOf("manual", count), mark));
    await middle();
  });
}

/** Gives a document so many points, or deletes it where that is undefined. */
async function churn(docId: string, count: number | undefined): Promise<void> {
  await storage.change(async (changes) => {
    const [collection] = await changes.listCollections();
    if (!collection) throw new Error("There is no collection.");
    const { id } = await changes.putDocument(collection.id, documentFields(docId));
    if (count === undefined) return await changes.deleteDocument(id);
    await changes.replacePoints(id, storedPoints(Array.from({ length: count }, (_, index) => `p-${index}-${docId}`)));
  });
}

process.on("message", async (order: StorageOrder) => {
  const outcome: StorageOutcome = await obey(order).then(
    () => ({}),
    (error: Error) => ({ error: error.message }),
  );
  process.send?.(outcome);
});
process.send?.({});
