import { rmSync } from "node:fs";
import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createAccessKey, openStorage } from "@viking-kb/server";
import { operations } from "@viking-kb/spec";
import type { AccessKey } from "../../server/request.js";
import { type Collection, collectionName, docId, writeDocuments } from "./collection.js";
import { openLoad } from "./load.js";
import { signAhead } from "./requests.js";
import { ownProgram, programOf, runProgram, startServerProcess } from "./server-process.js";

/** The same collection in the database of the server, by the real import, and in that of the server by hand. */
export interface Databases extends Collection {
  readonly database: string;
  readonly byHand: string;
  readonly keys: readonly AccessKey[];
  /** Names of collections; the first is that of the points, the others are empty. */
  readonly collections: readonly string[];
  readonly tasks: readonly string[];
}

const made = new Map<number, Promise<Databases>>();

/** The databases of a collection, made once in a run and removed at its end. */
export function databasesOf(collection: Collection): Promise<Databases> {
  const found = made.get(collection.points) ?? makeDatabases(collection);
  made.set(collection.points, found);
  return found;
}

/** A new folder, which is removed when this process ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Imports a folder with the program, as a user does. */
export function importCommand(folder: string, database: string) {
  return programOf("server", "import", folder, "--collection", collectionName, "--database", database);
}

/** Serves a database with the program, writing nothing to the log but what is amiss. */
export function serveCommand(database: string) {
  return programOf("server", "serve", "--port", "0", "--log-level", "warn", "--database", database);
}

/** Bytes that a database takes on the disk. */
export async function bytesOf(database: string): Promise<number> {
  return (await stat(database)).size;
}

async function makeDatabases(collection: Collection): Promise<Databases> {
  const root = await temporaryFolder();
  const folder = join(root, "documents");
  const [database, byHand] = [join(root, "server.db"), join(root, "by-hand.db")];
  await writeDocuments(folder, collection);
  await runProgram(importCommand(folder, database));
  await runProgram(ownProgram("import-by-hand", folder, byHand));
  const tasks = Array.from({ length: 64 }, (_, task) => `task-${task}`);
  const empty = Array.from({ length: 15 }, (_, number) => `empty_${number}`);
  const keys = await addToDatabase(database, tasks, empty);
  const databases = { ...collection, database, byHand, keys, collections: [collectionName, ...empty], tasks };
  await copyInfos(databases);
  return databases;
}

/** Adds keys, tasks, and collections without documents, since one name alone could be remembered. */
async function addToDatabase(database: string, tasks: readonly string[], empty: readonly string[]) {
  const storage = await openStorage(database);
  const keys: AccessKey[] = [];
  for (const name of ["one", "two", "three", "four"]) {
    keys.push(await createAccessKey(storage, { name, projects: ["default"] }));
  }
  await storage.change(async (changes) => {
    const found = await changes.findCollection((await changes.ensureProject("default")).id, collectionName);
    if (found === undefined) throw new Error("The import has made no collection.");
    for (const taskId of tasks) {
      const task = { taskId, pipelineName: null, status: "running", percentage: 42, attachmentLink: null };
      await changes.putTask(found.id, task);
    }
    for (const name of empty) await changes.createCollection({ ...found, name, resourceId: `kb-${name}` });
  });
  await storage.close();
  return keys;
}

/**
 * Gives the server by hand the keys, and what the server answers of collections, documents and tasks, ready to send.
 */
async function copyInfos({ database, byHand, keys, documents, collections, tasks }: Databases): Promise<void> {
  const { port, close } = await startServerProcess(serveCommand(database));
  const load = openLoad(port);
  const copy = new DatabaseSync(byHand);
  const insertInfo = copy.prepare("insert into info (kind, name, data) values (?, ?, ?)");
  const insertKey = copy.prepare("insert into key (id, secret) values (?, ?)");
  for (const { accessKeyId, secretAccessKey } of keys) insertKey.run(accessKeyId, secretAccessKey);
  const docIds = Array.from({ length: documents }, (_, document) => docId(document));
  const kinds = [
    {
      kind: "collection",
      names: collections,
      operation: operations.getCollectionInfo,
      body: (name: string) => ({ name }),
    },
    {
      kind: "document",
      names: docIds,
      operation: operations.getDocInfo,
      body: (doc_id: string) => ({ collection_name: collectionName, doc_id }),
    },
    { kind: "task", names: tasks, operation: operations.getTaskInfo, body: (task_id: string) => ({ task_id }) },
  ];
  for (const { kind, names, operation, body } of kinds) {
    const bodyOf = (number: number) => body(names[number] as string);
    for (const [number, request] of (
      await signAhead(operation.operationId, bodyOf, { port, keys, requests: names.length })
    ).entries()) {
      const answer = JSON.parse((await load.ask(request)).body) as { code: number; message: string; data: object };
      if (answer.code !== 0) throw new Error(`The server answers ${answer.message} about ${kind} ${names[number]}.`);
      insertInfo.run(kind, names[number] as string, JSON.stringify(answer.data));
    }
  }
  copy.close();
  load.close();
  await close();
}
