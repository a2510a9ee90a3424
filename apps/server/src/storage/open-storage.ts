import { isPostgresUrl } from "./database-name.js";
import { type PageSizes, pageSizes } from "./sql/pages/sizes.js";
import { openSqlite } from "./sqlite/open-sqlite.js";
import type { Storage } from "./storage.js";

/** How a storage is opened. */
export interface StorageOptions {
  /** For how many milliseconds a change waits for that of another process before it rejects. Default: 10,000. */
  readonly busyTimeout?: number | undefined;
  /** Those of a new database. For tests. */
  readonly sizes?: PageSizes | undefined;
}

/**
 * Opens a database, brought up to this version where it is older. Others may have it open too, this process or another.
 *
 * @param database the path of an SQLite file, which is made with its folder where there is none; or the URL of a
 *   PostgreSQL database, `postgres://user:password@host:5432/name`, in which the tables are made where there are none
 * @throws Error when it cannot be used; the message is a sentence that says why and what to do, without user and
 * password
 */
export async function openStorage(
  database: string,
  { busyTimeout = 10_000, sizes = pageSizes }: StorageOptions = {},
): Promise<Storage> {
  if (!isPostgresUrl(database)) return await openSqlite(database, busyTimeout, sizes);
  // Loaded where it is asked for: most need neither it nor its driver.
  const { openPostgres } = await import("./postgres/open-postgres.js");
  return await openPostgres(database, busyTimeout, sizes);
}
