import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { createSqliteDialect } from "../sqlite/dialect.js";
import type { Database, Tables } from "./tables.js";
import { createChangeSteps, inTransaction } from "./transactions.js";

interface ItemTables {
  item: { id: number; parent: number | null };
}

function openItems() {
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  database.exec("create table item (id integer primary key, parent integer references item (id)) strict");
  const kysely = new Kysely<ItemTables>({ dialect: createSqliteDialect(database) });
  const insert = (id: number, parent: number | null = null) => kysely.insertInto("item").values({ id, parent });
  const ids = () =>
    database
      .prepare("select id from item order by id")
      .all()
      .map(({ id }) => id);
  return { kysely, insert, ids };
}

test("What a transaction did is kept, and what the work gave is given", async () => {
  const { kysely, ids } = openItems();
  const result = inTransaction(kysely, async (transaction) => {
    await transaction.insertInto("item").values({ id: 1, parent: null }).execute();
    return "done";
  });
  expect(await result).toBe("done");
  expect(ids()).toEqual([1]);
});

const faults: Record<string, [parents: number[], fault: string]> = {
  "by what it did": [[1, 1], "UNIQUE constraint failed"],
  "when it is kept": [[7], "FOREIGN KEY constraint failed"],
};
test.each(Object.entries(faults))("One that fails %s says so, leaves nothing, and others follow", async (_, row) => {
  const [parents, fault] = row;
  const { kysely, insert, ids } = openItems();
  const failing = inTransaction(kysely, async (transaction) => {
    await sql`pragma defer_foreign_keys = on`.execute(transaction);
    for (const parent of parents) await transaction.insertInto("item").values({ id: 1, parent }).execute();
    return "done";
  });
  await expect(failing).rejects.toThrow(fault);
  expect(ids()).toEqual([]);
  await inTransaction(kysely, (transaction) => transaction.executeQuery(insert(2)));
  expect(ids()).toEqual([2]);
});

function openProjects() {
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  database.exec("create table project (id integer primary key, name text) strict");
  const kysely = new Kysely<Tables>({ dialect: createSqliteDialect(database) });
  const names = () =>
    database
      .prepare("select name from project")
      .all()
      .map(({ name }) => name);
  return { kysely, names };
}

const insert = (name: string) => (database: Database) => database.insertInto("project").values({ name }).execute();

test("What a step did is undone when it rejects, and what others did is kept", async () => {
  const { kysely, names } = openProjects();
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
  const { kysely, names } = openProjects();
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
