import { DatabaseSync } from "node:sqlite";
import { isPostgresUrl } from "../src/storage/database-name.js";
import { poolOf, rowsOf } from "./postgres-server.js";

/**
 * One connection to a database of PostgreSQL for all its schemas, since many tests query some. It ends with the
 * process.
 */
const connections = new Map<string, ReturnType<typeof poolOf>>();

/** Runs a query on a database, over a connection of its own and not through the storage. */
export async function queryRows(database: string, sql: string): Promise<Record<string, unknown>[]> {
  if (isPostgresUrl(database)) {
    const url = new URL(database);
    const [, schema] = /search_path=(\w+)/.exec(url.searchParams.get("options") ?? "") ?? [];
    url.search = "";
    const connection = connections.get(url.href) ?? poolOf(url.href);
    connections.set(url.href, connection);
    return await rowsOf(connection, `set search_path to ${schema}; ${sql}`);
  }
  const connection = new DatabaseSync(database, { readOnly: true });
  try {
    return connection
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    connection.close();
  }
}

/** How many rows each table of a knowledge base holds. */
export async function countRows(database: string): Promise<Record<string, number>> {
  const tables = ["project", "access_key", "access_key_project", "collection", "document", "point", "task"];
  const [counts] = await queryRows(
    database,
    `select ${tables.map((table) => `(select count(*) from ${table}) as ${table}`).join(", ")}`,
  );
  return counts as Record<string, number>;
}

/**
 * Collections whose counters are not what counting their rows gives, and documents likewise: none, if the storage keeps
 * what it says.
 */
export async function untrueCounters(database: string): Promise<Record<string, unknown>[]> {
  return await queryRows(
    database,
    `select 'collection ' || name as counted, counted.* from (
       select name, document_count, finished_document_count, succeeded_document_count, point_count,
         (select count(*) from document where collection_id = collection.id) as documents,
         (select count(*) from document where collection_id = collection.id and process_status in (0, 1)) as finished,
         (select count(*) from document where collection_id = collection.id and process_status = 0) as succeeded,
         (select count(*) from point where collection_id = collection.id) as points
       from collection
     ) as counted where (document_count, finished_document_count, succeeded_document_count, point_count)
       is distinct from (documents, finished, succeeded, points)
     union all
     select 'document ' || doc_id, doc_id, point_count, points, 0, 0, 0, 0, 0, 0 from (
       select doc_id, point_count, (select count(*) from point where document_id = document.id) as points from document
     ) as counted where point_count <> points`,
  );
}

/** Everything that a database holds: all rows of each table, and of SQLite's the definition too. */
export async function dumpDatabase(database: string): Promise<unknown> {
  const tables = await queryRows(
    database,
    isPostgresUrl(database)
      ? "select tablename as name from pg_tables where schemaname = current_schema() order by name"
      : "select name, sql from sqlite_master where type = 'table' order by name",
  );
  const dump: unknown[] = [];
  for (const table of tables) {
    // A table has no order of its own.
    const rows = await queryRows(database, `select * from "${table.name}"`);
    dump.push({ ...table, rows: rows.map((row) => JSON.stringify(row)).sort() });
  }
  return dump;
}
