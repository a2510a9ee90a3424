import { DatabaseSync } from "node:sqlite";
import { CompiledQuery, Kysely, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { temporaryDatabase } from "../../../testing/temporary-database.js";
import { createSqliteDialect, toKyselyDatabase } from "./dialect.js";

interface Tables {
  item: { id: number; value: unknown };
}

function open(path = ":memory:") {
  const database = new DatabaseSync(path, { timeout: 0 });
  onTestFinished(() => database.close());
  database.exec("create table if not exists item (id integer primary key, value any) strict");
  return { database, kysely: new Kysely<Tables>({ dialect: createSqliteDialect(database) }) };
}

test.each([
  ["", "text"],
  ["中\u{1f600}\u0001 '; drop table item; --", "text"],
  ["x".repeat(1_000_000), "text"],
  [0, "real"],
  [-1.5, "real"],
  [Number.MAX_SAFE_INTEGER, "real"],
  [Number.MIN_SAFE_INTEGER, "real"],
  [1.5e-300, "real"],
  [null, "null"],
  [new Uint8Array([0, 255, 39, 0]), "blob"],
  [new Uint8Array(), "blob"],
])("Text, numbers, bytes and null are stored as they are, row %#", async (value, type) => {
  const { kysely } = open();
  // First, where node:sqlite takes an object for named parameters.
  await kysely.executeQuery(CompiledQuery.raw("insert into item (value, id) values (?, ?)", [value, 1]));
  const row = await kysely
    .selectFrom("item")
    .select(["value", sql`typeof(value)`.as("type")])
    .executeTakeFirst();
  expect(row).toEqual({ value, type });
});

class Secret {
  readonly value = "hidden";
}

test.each([
  ["it is NaN", Number.NaN],
  ["it is Infinity", Number.POSITIVE_INFINITY],
  ["it is a whole number beyond 2^53 - 1, which is not exact", Number.MAX_SAFE_INTEGER + 1],
  ["it is a whole number beyond 2^53 - 1, which is not exact", -(2 ** 63)],
  ["it is text with the character U+0000, which PostgreSQL does not store", "a\0b"],
  ["it is text with half a surrogate pair, which has no UTF-8 form", "half \ud800"],
  ["it is text with half a surrogate pair, which has no UTF-8 form", "\udc00\ud800"],
  ["it is neither text nor bytes nor a number nor null but boolean", true],
  ["it is neither text nor bytes nor a number nor null but bigint", 1n],
  ["it is neither text nor bytes nor a number nor null but undefined", undefined],
  ["it is neither text nor bytes nor a number nor null but symbol", Symbol("s")],
  ["it is neither text nor bytes nor a number nor null but Date", new Date(0)],
  ["it is neither text nor bytes nor a number nor null but Object", { id: 1 }],
  ["it is neither text nor bytes nor a number nor null but Array", [1]],
  ["it is neither text nor bytes nor a number nor null but object", Object.create(null)],
  ["it is neither text nor bytes nor a number nor null but DataView", new DataView(new ArrayBuffer(1))],
  ["it is neither text nor bytes nor a number nor null but Secret", new Secret()],
])("No parameter, wherever it stands: %s", async (fault, value) => {
  const { kysely, database } = open();
  const first = kysely.executeQuery(CompiledQuery.raw("insert into item (value, id) values (?, ?)", [value, 1]));
  await expect(first).rejects.toThrow(new TypeError(`Parameter 1 of a statement cannot be stored: ${fault}.`));
  const second = kysely.executeQuery(CompiledQuery.raw("select ?, ?", [1, value]));
  await expect(second).rejects.toThrow(new TypeError(`Parameter 2 of a statement cannot be stored: ${fault}.`));
  expect(database.prepare("select * from item").all()).toEqual([]);
});

test("An error says nothing of what a parameter holds", async () => {
  const { kysely } = open();
  await kysely.insertInto("item").values({ id: 1, value: "a secret" }).execute();
  for (const value of ["a secret \ud800", "a secret"]) {
    const error = await kysely
      .insertInto("item")
      .values({ id: 1, value })
      .execute()
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain("a secret");
  }
});

test("A statement that gives rows is told from one that does not", async () => {
  const { kysely } = open();
  const insert = kysely.insertInto("item").values({ id: 1, value: "x" });
  expect(await insert.returning("id").execute()).toEqual([{ id: 1 }]);
  const updated = await kysely.updateTable("item").set({ value: "y" }).execute();
  expect(updated).toEqual([expect.objectContaining({ numUpdatedRows: 1n })]);
  expect(await kysely.deleteFrom("item").executeTakeFirst()).toEqual(expect.objectContaining({ numDeletedRows: 1n }));
});

test("A statement that is kept gives new rows each time, also after one of its executions has failed", async () => {
  const { kysely, database } = open();
  const select = () => kysely.selectFrom("item").select("value").orderBy("id").execute();
  expect(await select()).toEqual([]);
  database.exec("insert into item values (1, 'a'), (2, 9007199254740993)");
  await expect(select()).rejects.toThrow("too large");
  // A statement that is not finished would prevent dropping the table.
  database.exec("drop table item; create table item (id integer primary key, value any) strict");
  database.exec("insert into item values (3, 'c')");
  expect(await select()).toEqual([{ value: "c" }]);
});

test("More different statements than are kept still work", () => {
  const { database } = open();
  const { prepare } = toKyselyDatabase(database);
  for (let round = 0; round < 2; round++) {
    for (let number = 0; number < 450; number++) {
      expect(prepare(`select ${number} as number`).all([])).toEqual([{ number }]);
    }
  }
});

test("Rows are not read one by one", async () => {
  const { kysely } = open();
  const rows = kysely.selectFrom("item").selectAll().stream();
  await expect(rows.next()).rejects.toThrow("Rows are not read one by one.");
});

test("A transaction that only reads keeps another one from beginning, which says so", async () => {
  const path = await temporaryDatabase();
  const one = open(path);
  one.database.exec("pragma journal_mode = wal");
  const other = open(path);
  await one.kysely.transaction().execute(async (transaction) => {
    await transaction.selectFrom("item").selectAll().execute();
    await expect(other.kysely.transaction().execute(async () => "done")).rejects.toThrow(
      "Another process is changing the database and takes long. Try again when it has ended.",
    );
  });
});
