import { Kysely } from "kysely";
import { checkPostgresUrl, shownDatabase } from "../database-name.js";
import type { PageSizes } from "../sql/pages/sizes.js";
import { createSqlStorage } from "../sql/sql-storage.js";
import type { Tables } from "../sql/tables.js";
import { inTransaction } from "../sql/transactions.js";
import type { Storage } from "../storage.js";
import { beginChanging, beginReading, createPostgresDialect } from "./dialect.js";
import { prepareDatabase } from "./migrate.js";
import { createPool } from "./pool.js";

/** How many transactions of a process read at once; more wait. A server of PostgreSQL lets in a hundred by default. */
const readingConnections = 10;

/** For how many milliseconds one waits to read before it is refused. */
const readingWait = 10_000;

/**
 * Opens the PostgreSQL database that a URL names. A storage makes its changes over one connection, one after the other,
 * and reads over others, so that reads need not wait for a change.
 *
 * @param busyTimeout for how many milliseconds a change waits for that of another process
 */
export async function openPostgres(url: string, busyTimeout: number, sizes: PageSizes): Promise<Storage> {
  checkPostgresUrl(url);
  const reading = createPool(url, { size: readingConnections, waitMilliseconds: readingWait });
  const writing = createPool(url, { size: 1, waitMilliseconds: undefined });
  const reader = new Kysely<Tables>({ dialect: createPostgresDialect(reading, beginReading) });
  const writer = new Kysely<Tables>({ dialect: createPostgresDialect(writing, beginChanging(busyTimeout)) });
  const close = async () => {
    await Promise.all([reading.end(), writing.end()]);
  };
  try {
    await prepareDatabase(shownDatabase(url), writer);
  } catch (error) {
    await close();
    throw error;
  }
  return createSqlStorage({
    location: url,
    inSnapshot: (work) => inTransaction(reader, work),
    writer,
    sizes,
    // Where a database is, its server knows; and its errors are explained where they come from.
    check() {},
    explain: (error) => error,
    close,
  });
}
