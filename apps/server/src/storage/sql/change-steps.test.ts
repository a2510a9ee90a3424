import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { createSqliteDialect } from "../sqlite/sqlite-dialect.js";
import { createChangeSteps } from "./change-steps.js";
import { inTransaction } from "./in-transaction.js";
import type { Database, Tables } from "./tables.js";

function open() {
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  database.exec("create table project (id integer primary key, name text) strict");
  const kysely = new Kysely<Tables>({ dialect: createSqliteDialect(database, "begin immediate") });
  const names = () =>
    database
      .prepare("select name from project")
      .all()
      .map(({ name }) => name);
  return { kysely, names };
}

const insert = (name: string) => (database: Database) => database.insertInto("project").values({ name }).execute();

test("What a step did is undone when it rejects, and what others did is kept", async () => {
  const { kysely, names } = open();
  await inTransaction(kysely, async (transaction) => {
    const { step, settled } = createChangeSteps(transaction);
    await step(insert("before"));
    const refused = step(async (database) => {
      await insert("undone")(database);
      throw new Error("No.");
    });
    await expect(refused).rejects.toThrow("No.");
    await step(insert("after"));
    await settled();
  });
  expect(names()).toEqual(["before", "after"]);
});

test("When SQLite has rolled back the whole transaction itself, no later step is kept alone", async () => {
  const { kysely, names } = open();
  const full = new Error("database or disk is full");
  const work = inTransaction(kysely, async (transaction) => {
    const { step, settled } = createChangeSteps(transaction);
    await step(insert("before"));
    const failing = step(async (database) => {
      await sql`rollback`.execute(database);
      throw full;
    });
    await expect(failing).rejects.toBe(full);
    await expect(step(insert("after"))).rejects.toBe(full);
    await settled();
  });
  await expect(work).rejects.toBe(full);
  expect(names()).toEqual([]);
  // The connection is as good as before.
  await inTransaction(kysely, insert("later"));
  expect(names()).toEqual(["later"]);
});
