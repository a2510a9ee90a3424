import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import { createSqliteDialect } from "../sqlite/dialect.js";
import { type Given, listStatement, statement } from "./statement.js";
import type { Database, Tables } from "./tables.js";

function connectToMemory(): Database {
  return new Kysely<Tables>({ dialect: createSqliteDialect(new DatabaseSync(":memory:")) });
}

test("A statement is built once for each connection, and each run has its own values", async () => {
  let built = 0;
  const join = statement((_database, given: Given<{ left: string; right: number | null }>) => {
    built++;
    return sql<{ joined: string }>`select ${given.left} || ${"-"} || coalesce(${given.right}, ${given.left}) as joined`;
  });
  const [first, second] = [connectToMemory(), connectToMemory()];
  const runs = [
    { database: first, values: { left: "a", right: 1 }, joined: "a-1.0" },
    { database: first, values: { left: "b", right: null }, joined: "b-b" },
    { database: second, values: { left: "?", right: 2 }, joined: "?-2.0" },
    { database: first, values: { left: "c", right: 3 }, joined: "c-3.0" },
  ];
  for (const { database, values, joined } of runs) expect(await join(database, values)).toEqual([{ joined }]);
  const atOnce = await Promise.all(runs.map(({ database, values }) => join(database, values)));
  expect(atOnce.flat()).toEqual(runs.map(({ joined }) => ({ joined })));
  await first.transaction().execute((transaction) => join(transaction, { left: "d", right: 4 }));
  expect(built).toBe(2);
});

test("A statement with a list is built once for 1, 2, 4, 8, … values, and the last one fills it up", async () => {
  let built = 0;
  const count = listStatement((_database, { factor }: Given<{ factor: number }>, list) => {
    built++;
    return sql<{ sum: number }>`
      with given (value) as (values (1), (2), (3), (4), (5))
      select sum(value) * ${factor} as sum from given where value in ${list}`;
  });
  const database = connectToMemory();
  const rows = [
    { list: [1], sum: 10, length: 1 },
    { list: [5], sum: 50, length: 1 },
    { list: [1, 2, 3], sum: 60, length: 2 },
    { list: [2, 3, 4, 5], sum: 140, length: 2 },
    { list: [1, 2, 3, 4, 5], sum: 150, length: 3 },
  ];
  for (const { list, sum, length } of rows) {
    expect(await count(database, list, { factor: 10 })).toEqual([{ sum }]);
    expect(built).toBe(length);
  }
});
