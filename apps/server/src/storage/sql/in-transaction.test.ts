import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { createSqliteDialect } from "../sqlite/sqlite-dialect.js";
import { inTransaction } from "./in-transaction.js";

interface Tables {
  item: { id: number; parent: number | null };
}

function open() {
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  database.exec("create table item (id integer primary key, parent integer references item (id)) strict");
  const kysely = new Kysely<Tables>({ dialect: createSqliteDialect(database, "begin immediate") });
  const insert = (id: number, parent: number | null = null) => kysely.insertInto("item").values({ id, parent });
  const ids = () =>
    database
      .prepare("select id from item order by id")
      .all()
      .map(({ id }) => id);
  return { kysely, insert, ids };
}

test("What a transaction did is kept, and what the work gave is given", async () => {
  const { kysely, ids } = open();
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
  const { kysely, insert, ids } = open();
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
