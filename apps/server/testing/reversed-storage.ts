import { Kysely } from "kysely";
import { onTestFinished } from "vitest";
import { pageSizes } from "../src/storage/sql/pages/sizes.js";
import { createSqlStorage } from "../src/storage/sql/sql-storage.js";
import type { Tables } from "../src/storage/sql/tables.js";
import { connect } from "../src/storage/sqlite/connection.js";
import { createSqliteDialect } from "../src/storage/sqlite/dialect.js";
import { createSnapshots } from "../src/storage/sqlite/snapshots.js";
import type { Storage } from "../src/storage/storage.js";
import { isOnPostgres, openTemporaryStorage } from "./temporary-database.js";

/**
 * A storage over an existing database that gives rows in an unusual order where a query asks for none: SQLite in the
 * opposite of its usual one (https://sqlite.org/pragma.html#pragma_reverse_unordered_selects), PostgreSQL, which may
 * use neither an index nor a nested loop, as they lie in its tables and hashes.
 */
export async function openReversedStorage(path: string): Promise<Storage> {
  if (isOnPostgres) {
    const url = new URL(path);
    const without = ["indexscan", "indexonlyscan", "bitmapscan", "nestloop"].map((way) => ` -c enable_${way}=off`);
    url.searchParams.set("options", url.searchParams.get("options") + without.join(""));
    return await openTemporaryStorage(url.href);
  }
  const [writing, reading] = [false, true].map((readOnly) => {
    const connection = connect(path, { readOnly, busyTimeout: 0 });
    connection.exec("pragma reverse_unordered_selects = on");
    onTestFinished(() => connection.close());
    return connection;
  }) as [ReturnType<typeof connect>, ReturnType<typeof connect>];
  return createSqlStorage({
    location: path,
    sizes: pageSizes,
    check() {},
    explain: (error) => error,
    inSnapshot: createSnapshots(reading),
    writer: new Kysely<Tables>({ dialect: createSqliteDialect(writing) }),
    close: async () => {},
  });
}
