import { expect, test } from "vitest";
import { queryRows } from "../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { NewAccessKey } from "./records.js";

function newKey(accessKeyId: string, more: Partial<NewAccessKey> = {}): NewAccessKey {
  const secretAccessKey = `secret of ${accessKeyId}`;
  return { accessKeyId, secretAccessKey, name: "laptop", projects: ["default"], createTime: 1000, ...more };
}

const rows: [title: string, key: Partial<NewAccessKey>, mayRead: { default: boolean; finance: boolean }][] = [
  ["of one project", { projects: ["default"] }, { default: true, finance: false }],
  ["of two projects", { projects: ["finance", "default"] }, { default: true, finance: true }],
  ["of one project named twice", { projects: ["finance", "finance"] }, { default: false, finance: true }],
  ["of no project", { projects: [] }, { default: false, finance: false }],
  ["of all projects", { projects: "all" }, { default: true, finance: true }],
];
test.each(rows)("A key %s may read those and no others", async (_title, more, mayRead) => {
  const storage = await openTemporaryStorage();
  await storage.change((changes) => changes.createAccessKey(newKey("AK", more)));
  // Made after the key, which "all" includes.
  const projects = await storage.change(async (changes) => ({
    default: await changes.ensureProject("default"),
    finance: await changes.ensureProject("finance"),
  }));
  await storage.read(async (reads) => {
    expect(await reads.mayRead("AK", projects.default.id)).toBe(mayRead.default);
    expect(await reads.mayRead("AK", projects.finance.id)).toBe(mayRead.finance);
    expect(await reads.findSecret("AK")).toBe("secret of AK");
  });
});

test("A revoked key is none, for whatever it could read, and its secret is kept nowhere", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  const project = await storage.change(async (changes) => {
    await changes.createAccessKey(newKey("NARROW"));
    await changes.createAccessKey(newKey("WIDE", { projects: "all" }));
    return await changes.ensureProject("default");
  });
  for (const accessKeyId of ["NARROW", "WIDE"]) {
    expect(await storage.change((changes) => changes.revokeAccessKey(accessKeyId, 2000))).toBe(true);
    expect(await storage.change((changes) => changes.revokeAccessKey(accessKeyId, 3000))).toBe(false);
    await storage.read(async (reads) => {
      expect(await reads.findSecret(accessKeyId)).toBeUndefined();
      expect(await reads.mayRead(accessKeyId, project.id)).toBe(false);
    });
  }
  expect(await queryRows(path, "select revoke_time, secret_access_key from access_key")).toEqual([
    { revoke_time: 2000, secret_access_key: null },
    { revoke_time: 2000, secret_access_key: null },
  ]);
});

test.each(["ak", "AK ", " AK", "A", "AKK", "", "ＡＫ", "AK\0", "__proto__", "constructor", "%", "AK'--", "\ud800"])(
  "%j is not the key AK",
  async (accessKeyId) => {
    const storage = await openTemporaryStorage();
    const { id } = await storage.change(async (changes) => {
      await changes.createAccessKey(newKey("AK", { projects: "all" }));
      // U+FFFD is what SQLite would store for half a surrogate pair.
      await changes.createAccessKey(newKey("\ufffd", { projects: "all" }));
      return await changes.ensureProject("default");
    });
    await storage.change(async (changes) => {
      expect(await changes.findSecret(accessKeyId)).toBeUndefined();
      expect(await changes.mayRead(accessKeyId, id)).toBe(false);
      expect(await changes.revokeAccessKey(accessKeyId, 2000)).toBe(false);
    });
  },
);

test("Keys are listed the oldest first, revoked ones too, with their projects by name", async () => {
  const storage = await openTemporaryStorage();
  const summaries = await storage.change(async (changes) => {
    await changes.createAccessKey(newKey("C", { createTime: 3000, projects: "all" }));
    await changes.createAccessKey(newKey("Z", { createTime: 1000, projects: ["z", "a", "中"] }));
    await changes.createAccessKey(newKey("A", { createTime: 1000, projects: [], name: "" }));
    await changes.revokeAccessKey("Z", 5000);
    return await changes.listAccessKeys();
  });
  expect(summaries).toEqual([
    { accessKeyId: "Z", name: "laptop", projects: ["a", "z", "中"], createTime: 1000, revokeTime: 5000 },
    { accessKeyId: "A", name: "", projects: [], createTime: 1000, revokeTime: null },
    { accessKeyId: "C", name: "laptop", projects: "all", createTime: 3000, revokeTime: null },
  ]);
});

test("A taken access key id is refused, even that of a revoked key, and leaves all as it was", async () => {
  const storage = await openTemporaryStorage();
  await storage.change((changes) => changes.createAccessKey(newKey("AK")));
  await storage.change((changes) => changes.revokeAccessKey("AK", 2000));
  const again = newKey("AK", { projects: ["new"], secretAccessKey: "another" });
  // Caught inside, so that the transaction is kept: what the refused change did is undone nevertheless.
  const message = await storage.change((changes) => changes.createAccessKey(again).catch((error) => error.message));
  expect(message).toBe('There is an access key "AK" already.');
  await storage.read(async (reads) => {
    expect(await reads.findSecret("AK")).toBeUndefined();
    expect((await reads.listProjects()).map(({ name }) => name)).toEqual(["default"]);
  });
});

test("Projects are found by their exact name, listed by its bytes, and made once", async () => {
  const storage = await openTemporaryStorage();
  const names = ["default", "Default", "中文", "\u{10000}", "\uffff", "__proto__", "a\u0001b", "a"];
  const made = await storage.change(async (changes) => {
    const first = [];
    for (const name of names) first.push(await changes.ensureProject(name));
    for (const project of first) expect(await changes.ensureProject(project.name)).toEqual(project);
    return first;
  });
  expect(made.map(({ name }) => name)).toEqual(names);
  expect(new Set(made.map(({ id }) => id)).size).toBe(names.length);
  await storage.read(async (reads) => {
    for (const project of made) expect(await reads.findProject(project.name)).toEqual(project);
    for (const name of ["", "DEFAULT", "a\0", "\ud800"]) expect(await reads.findProject(name)).toBeUndefined();
    const inOrder = ["Default", "__proto__", "a", "a\u0001b", "default", "中文", "\uffff", "\u{10000}"];
    expect((await reads.listProjects()).map(({ name }) => name)).toEqual(inOrder);
  });
});
