import { expect, test } from "vitest";
import { collectionFields, storedTask, taskFields } from "../../testing/storage-records.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";

async function storageWithCollections() {
  const storage = await openTemporaryStorage();
  const collections = await storage.change(async (changes) => ({
    one: await changes.createCollection(collectionFields({ projectName: "one" })),
    two: await changes.createCollection(collectionFields({ projectName: "two" })),
  }));
  return { storage, ...collections };
}

const link = "https://example.com/result.zip?X-Signature=secret";

test.each([
  taskFields("running"),
  taskFields("success", { status: "success", percentage: 100, attachmentLink: link, pipelineName: "longer_chunks" }),
  taskFields("fail", { status: "fail", percentage: 0 }),
  taskFields("__proto__"),
  taskFields("' --\u0001中\u{10000}"),
])("The task $taskId is found by its exact id, with the project of its collection", async (fields) => {
  const { storage, two } = await storageWithCollections();
  await storage.change((changes) => changes.putTask(two.id, fields));
  await storage.read(async (reads) => {
    expect(await reads.findTask(fields.taskId)).toEqual(storedTask(fields, two));
    for (const other of ["", "Running", "RUNNING", `${fields.taskId} `, "toString", `${fields.taskId}\0`, "\ud800"]) {
      expect(await reads.findTask(other)).toBeUndefined();
    }
  });
});

test("A task that is put again is replaced whole, even in another collection", async () => {
  const { storage, one, two } = await storageWithCollections();
  const first = taskFields("t", { status: "success", percentage: 100, attachmentLink: link, pipelineName: "p" });
  await storage.change((changes) => changes.putTask(one.id, first));
  await storage.change((changes) => changes.putTask(two.id, taskFields("t")));
  expect(await storage.read((reads) => reads.findTask("t"))).toEqual(storedTask(taskFields("t"), two));
});

test.each([-1, 101, 33.5])("A task at %d per cent cannot be stored", async (percentage) => {
  const { storage, one } = await storageWithCollections();
  await expect(storage.change((changes) => changes.putTask(one.id, taskFields("t", { percentage })))).rejects.toThrow(
    /percentage|type integer: "33.5"/,
  );
});
