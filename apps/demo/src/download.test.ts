import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKnowledgeBase } from "@viking-kb/client";
import { createAccessKey, importFolder, openStorage, requestExport, startServer } from "@viking-kb/server";
import { expect, onTestFinished, test } from "vitest";

test("The client waits for an export of the server, and downloads it over loopback", async () => {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-download-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "leave.md"), "# Leave\n\nTwenty-five days a year.\n");
  const databasePath = join(folder, ".viking-kb/server.db");
  await importFolder({ databasePath, folder, collectionName: "handbook" });
  const storage = await openStorage(databasePath);
  const credentials = await createAccessKey(storage, { name: "test", projects: ["default"] });
  const server = await startServer({ storage, port: 0 });
  onTestFinished(async () => {
    await server.close();
    await storage.close();
  });

  const kb = createKnowledgeBase({ credentials, endpoint: server.url });
  const task_id = await requestExport(storage, { collectionName: "handbook" });
  const shown: (number | undefined)[] = [];
  const task = await kb.tasks.wait(task_id, { onProgress: ({ percentage }) => void shown.push(percentage) });
  expect(task).toMatchObject({ status: "success", percentage: 100 });
  expect(new URL(task.attachment_link ?? "").origin).toBe(server.url);
  const path = join(folder, "handbook.zip");
  const { bytes } = await kb.tasks.download(task, path);
  const zip = await readFile(path);
  expect(zip.length).toBe(bytes);
  // The names in a zip stand in it as they are.
  for (const name of ["points.jsonl", "files/leave.md", "manifest.json"]) expect(zip.includes(name)).toBe(true);
  expect(await readdir(folder)).toEqual([".viking-kb", "handbook.zip", "leave.md"]);
  expect(shown).toEqual(shown.toSorted((one, two) => Number(one) - Number(two)));
});
