import { Kysely } from "kysely";
import { onTestFinished } from "vitest";
import { createSqlStorage } from "../src/storage/sql/sql-storage.js";
import type { Tables } from "../src/storage/sql/tables.js";
import { connect } from "../src/storage/sqlite/connection.js";
import { createSqliteDialect } from "../src/storage/sqlite/dialect.js";
import { listPoints } from "../src/storage/sqlite/list-points.js";
import { createSnapshots } from "../src/storage/sqlite/snapshots.js";
import type { Storage } from "../src/storage/storage.js";

/**
 * A storage over an existing database. Where a query asks for no order, SQLite gives the rows in the opposite of its
 * usual one (https://sqlite.org/pragma.html#pragma_reverse_unordered_selects).
 */
export function openReversedStorage(path: string): Storage {
  const [writing, reading] = [false, true].map((readOnly) => {
    const connection = connect(path, { readOnly, busyTimeout: 0 });
    connection.exec("pragma reverse_unordered_selects = on");
    onTestFinished(() => connection.close());
    return connection;
  }) as [ReturnType<typeof connect>, ReturnType<typeof connect>];
  return createSqlStorage({
    check() {},
    explain: (error) => error,
    inSnapshot: createSnapshots(reading),
    writer: new Kysely<Tables>({ dialect: createSqliteDialect(writing, "begin immediate") }),
    listPoints,
    close: async () => {},
  });
}
