import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { startSourceProcess } from "../../testing/source-process.js";
import type { StorageOrder, StorageOutcome } from "../../testing/storage-process.js";
import {
  collectionFields,
  documentFields,
  pointIdsOf,
  pointQuery,
  storedPoints,
  taskFields,
} from "../../testing/storage-records.js";
import { openTemporaryStorage, temporaryDatabase, temporaryFolder } from "../../testing/temporary-database.js";
import { openStorage } from "./open-storage.js";
import type { Reads } from "./storage.js";

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

test("What was kept is there when the database is opened again, and closing leaves the one file", async () => {
  const path = await temporaryDatabase();
  const storage = await openStorage(path);
  const { id } = await storage.change(async (changes) => {
    const collection = await changes.createCollection(collectionFields());
    const document = await changes.putDocument(collection.id, documentFields("a"));
    await changes.replacePoints(document.id, storedPoints(pointIdsOf("a", 3)));
    await changes.putTask(collection.id, taskFields("t"));
    const key = { accessKeyId: "AK", secretAccessKey: "secret", name: "laptop", createTime: 1 };
    await changes.createAccessKey({ ...key, projects: ["default"] });
    return collection;
  });
  const everything = async (reads: Reads) => ({
    keys: await reads.listAccessKeys(),
    secret: await reads.findSecret("AK"),
    projects: await reads.listProjects(),
    collections: await reads.listCollections(),
    documents: await reads.listDocuments(id),
    points: await reads.listPoints(id, pointQuery()),
    task: await reads.findTask("t"),
  });
  const before = await storage.read(everything);
  await storage.close();
  expect(readdirSync(dirname(path))).toEqual(["kb.db"]);
  const again = await openTemporaryStorage(path);
  expect(await again.read(everything)).toEqual(before);
});

test.each([":memory:", "file:kb.db?mode=memory", "知识 库.db", "with 'quotes' and %20"])(
  "%j is the name of a file, in the current folder",
  async (name) => {
    const folder = await temporaryFolder();
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    const storage = await openTemporaryStorage(name);
    await storage.change((changes) => changes.ensureProject("default"));
    expect(await storage.read((reads) => reads.listProjects())).toHaveLength(1);
    expect(readdirSync(folder)).toContain(name);
  },
);

describe.skipIf(process.platform === "win32")("While it is open", () => {
  const rows: readonly { readonly what: string; readonly happens: (path: string) => void; readonly fault: string }[] = [
    { what: "deleted", happens: (path) => rmSync(path), fault: "is gone" },
    {
      what: "replaced",
      happens: (path) => {
        writeFileSync(`${path}.new`, "");
        renameSync(`${path}.new`, path);
      },
      fault: "has been replaced by another file",
    },
  ];
  test.each(rows)("a database that is $what is neither read nor changed any more", async ({ happens, fault }) => {
    const path = await temporaryDatabase();
    const storage = await openTemporaryStorage(path);
    await storage.change((changes) => changes.ensureProject("default"));
    happens(path);
    const message = `The database ${path} ${fault} since it was opened. Start again what uses it.`;
    await expect(storage.read((reads) => reads.listProjects())).rejects.toThrow(message);
    await expect(storage.change((changes) => changes.ensureProject("other"))).rejects.toThrow(message);
  });

  test("one that is moved away and back is used again", async () => {
    const path = await temporaryDatabase();
    const storage = await openTemporaryStorage(path);
    renameSync(path, `${path}.away`);
    await expect(storage.read((reads) => reads.listProjects())).rejects.toThrow("is gone");
    renameSync(`${path}.away`, path);
    expect(await storage.read((reads) => reads.listProjects())).toEqual([]);
  });
});

test.skipIf(process.platform === "win32")("A pipe is no database, and nobody waits for it", async () => {
  const path = await temporaryDatabase();
  execFileSync("mkfifo", [path]);
  await expect(openStorage(path)).rejects.toThrow(
    `${path} is not a file but a pipe or device. Name a file for the database.`,
  );
});

describe.skipIf(process.platform === "win32")("Permissions", () => {
  test("A new database and the folders that it needs are for their owner alone", async () => {
    const folder = await temporaryFolder();
    chmodSync(folder, 0o755);
    const path = join(folder, "made", "too", "kb.db");
    const storage = await openTemporaryStorage(path);
    await storage.change((changes) => changes.ensureProject("default"));
    expect(modeOf(folder)).toBe("755");
    for (const made of [join(folder, "made"), dirname(path)]) expect(modeOf(made)).toBe("700");
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(modeOf(file)).toBe("600");
  });

  test("A database that others can read is taken from them, while it is open elsewhere too", async () => {
    const path = await temporaryDatabase();
    const first = await openTemporaryStorage(path);
    await first.change((changes) => changes.ensureProject("default"));
    const files = [path, `${path}-wal`, `${path}-shm`];
    for (const file of files) chmodSync(file, 0o664);
    const second = await openTemporaryStorage(path);
    for (const file of files) expect(modeOf(file)).toBe("600");
    await first.change((changes) => changes.ensureProject("other"));
    expect(await second.read((reads) => reads.listProjects())).toHaveLength(2);
  });
});

/** Makes an SQLite database that is not a knowledge base's. */
function makeDatabase(path: string, statements: string): void {
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
}

const refused: [title: string, prepare: (path: string) => unknown, sentence: string][] = [
  [
    "a text file",
    (path) => writeFileSync(path, "# Read me\n".repeat(50)),
    "The database PATH is not an SQLite database. Name another file, or move this one away.",
  ],
  [
    "a short text file",
    (path) => writeFileSync(path, "Hello"),
    "The database PATH is not an SQLite database. Name another file, or move this one away.",
  ],
  ["a folder", (path) => mkdirSync(path), "PATH is a folder. Name a file in it for the database."],
  [
    "a database of another program",
    (path) => makeDatabase(path, "create table bookmark (url text)"),
    "The database PATH is that of another program. Name another file.",
  ],
  [
    "a database of a later version",
    async (path) => {
      await (await openStorage(path)).close();
      makeDatabase(path, "insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')");
    },
    "The database PATH was written by a later version of this program. Use that version, or name another file.",
  ],
  [
    "a damaged database",
    async (path) => {
      await (await openStorage(path)).close();
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0xff, 100, 4096));
    },
    "The database PATH is damaged. Put a copy in its place, or move it away to begin with an empty one.",
  ],
];
test.each(refused)("%s is refused and left as it is", async (_title, prepare, sentence) => {
  const path = await temporaryDatabase();
  await prepare(path);
  if (process.platform !== "win32") chmodSync(path, 0o755);
  const content = () => (statSync(path).isFile() ? readFileSync(path) : readdirSync(path));
  const before = content();
  await expect(openStorage(path)).rejects.toThrow(sentence.replace("PATH", path));
  expect(content()).toEqual(before);
  if (process.platform !== "win32") expect(modeOf(path)).toBe("755");
  // No connection to it is left open.
  expect(readdirSync(dirname(path))).toEqual(["kb.db"]);
});

test("A database that another program has locked is refused after a while", async () => {
  const path = await temporaryDatabase();
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec("begin exclusive");
  await expect(openStorage(path, { busyTimeout: 10 })).rejects.toThrow(
    `The database ${path} is locked by another process. Try again when that has ended.`,
  );
  other.exec("rollback");
  await openTemporaryStorage(path);
});

test.each([
  [
    "kb.db/inside.db",
    /^The folder .*kb\.db cannot be made \((EEXIST|ENOTDIR)\)\. Name a place that you may write to\.$/,
  ],
  ["kb.db/deeper/inside.db", /^The folder .*deeper cannot be made \(ENOTDIR\)\. Name a place that you may write to\.$/],
  [`${"a".repeat(300)}.db`, /^The database .* cannot be made \(ENAMETOOLONG\)\. Name a file that you may write to\.$/],
  ["nul\0.db", /^The database .* cannot be made \(ERR_INVALID_ARG_VALUE\)\. Name a file that you may write to\.$/],
])("%j beside a file kb.db is refused", async (name, sentence) => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, "kb.db"), "");
  await expect(openStorage(join(folder, name))).rejects.toThrow(sentence);
});

const isRoot = process.getuid?.() === 0;
const forbidden: [title: string, mode: [file: string, mode: number], sentence: string][] = [
  [
    "A file that may only be read",
    ["inside/kb.db", 0o444],
    "The database FOLDER/inside/kb.db cannot be read and written (EACCES). Allow it, or name another file.",
  ],
  [
    "A folder that may only be read",
    ["inside", 0o555],
    "The folder FOLDER/inside cannot be written to (EACCES). Allow it, or name another: SQLite adds files there.",
  ],
  [
    "A folder that may not be entered",
    ["", 0o600],
    "The folder FOLDER/inside cannot be made (EACCES). Name a place that you may write to.",
  ],
];
// Only root can make a file of another user.
if (isRoot) {
  forbidden.push([
    "A file of another user that all may read and write",
    ["inside/kb.db", 0o666],
    "Other users can read FOLDER/inside/kb.db, which holds secrets (EPERM). Its owner can change that: chmod 600.",
  ]);
}
describe.skipIf(process.platform === "win32")("Without the permission", () => {
  test.each(forbidden)("%s is refused", async (_title, [file, mode], sentence) => {
    const folder = await temporaryFolder();
    const path = join(folder, "inside", "kb.db");
    await (await openStorage(path)).close();
    chmodSync(folder, 0o755);
    chmodSync(dirname(path), 0o777);
    chmodSync(join(folder, file), mode);
    onTestFinished(() => {
      chmodSync(folder, 0o700);
      chmodSync(dirname(path), 0o700);
    });
    const { ask } = await startSourceProcess<StorageOrder, StorageOutcome>("storage-process.ts");
    // Root is allowed everything, so that process gives up its rights.
    if (isRoot) await ask({ action: "become-nobody" });
    expect(await ask({ action: "open", path })).toEqual({ error: sentence.replace("FOLDER", folder) });
  });
});
