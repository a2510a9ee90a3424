import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { temporaryDatabase } from "../../../testing/temporary-database.js";
import { connect, useFailure, useWriteAheadLog } from "./connection.js";

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

test("A disk that is full is told, and what is no matter of the disk stays as it is", async () => {
  const database = new DatabaseSync(await temporaryDatabase());
  onTestFinished(() => database.close());
  database.exec("create table a (b unique); insert into a values (1); pragma max_page_count = 10");
  const errorOf = (sql: string) => {
    try {
      database.exec(sql);
    } catch (error) {
      return error;
    }
    throw new Error("It went well.");
  };
  const full = errorOf("insert into a values (randomblob(100000))");
  const sentence = "The database kb.db cannot grow: its disk is full. Make room there, and do it again.";
  expect(useFailure("kb.db", full)).toEqual(new Error(sentence, { cause: full }));
  const twice = errorOf("insert into a values (1)");
  expect(useFailure("kb.db", twice)).toBe(twice);
});
