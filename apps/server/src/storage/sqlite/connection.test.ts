import { expect, test } from "vitest";
import { temporaryDatabase } from "../../../testing/temporary-database.js";
import { connect, useWriteAheadLog } from "./connection.js";

test("A database that cannot have a log is refused", async () => {
  const database = connect(":memory:", { readOnly: false, busyTimeout: 0 });
  await expect(useWriteAheadLog("kb.db", database, 0)).rejects.toThrow(
    "The database kb.db cannot be shared between processes there. Name a file on a local disk.",
  );
  database.close();
});

test("What is written goes to the log, and keeps to the foreign keys", async () => {
  const path = await temporaryDatabase();
  const database = connect(path, { readOnly: false, busyTimeout: 1234 });
  await useWriteAheadLog(path, database, 0);
  const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
  expect(["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map(pragma)).toEqual(["wal", 1, 1, 1234]);
  database.close();
});

test("A connection that reads cannot write", async () => {
  const path = await temporaryDatabase();
  connect(path, { readOnly: false, busyTimeout: 0 }).close();
  const database = connect(path, { readOnly: true, busyTimeout: 0 });
  expect(() => database.exec("create table item (id integer)")).toThrow("readonly");
  database.close();
});
