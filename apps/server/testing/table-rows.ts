import { DatabaseSync } from "node:sqlite";

/** Runs a query on a database file, over a connection of its own and not through the storage. */
export function queryRows(path: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

/** How many rows each table of a knowledge base holds. */
export function countRows(path: string): Record<string, number> {
  const tables = ["project", "access_key", "access_key_project", "collection", "document", "point", "task"];
  const [counts] = queryRows(
    path,
    `select ${tables.map((table) => `(select count(*) from ${table}) as ${table}`).join(", ")}`,
  );
  return counts as Record<string, number>;
}

/**
 * Collections whose counters are not what counting their rows gives, and documents likewise: none, if the storage keeps
 * what it says.
 */
export function untrueCounters(path: string): Record<string, unknown>[] {
  return queryRows(
    path,
    `select 'collection ' || name as counted, * from (
       select name, document_count, finished_document_count, succeeded_document_count, point_count,
         (select count(*) from document where collection_id = collection.id) as documents,
         (select count(*) from document where collection_id = collection.id and process_status in (0, 1)) as finished,
         (select count(*) from document where collection_id = collection.id and process_status = 0) as succeeded,
         (select count(*) from point where collection_id = collection.id) as points
       from collection
     ) where (document_count, finished_document_count, succeeded_document_count, point_count)
       is not (documents, finished, succeeded, points)
     union all
     select 'document ' || doc_id, doc_id, point_count, points, 0, 0, 0, 0, 0, 0 from (
       select doc_id, point_count, (select count(*) from point where document_id = document.id) as points from document
     ) where point_count <> points`,
  );
}

/** Everything that a database holds: the definition and all rows of each table. */
export function dumpDatabase(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("select name, sql from sqlite_master where type = 'table' order by name").all();
    return tables.map(({ name, sql }) => {
      // A table without row ids has no order of its own.
      const rows = database
        .prepare(`select * from "${name}"`)
        .all()
        .map((row) => JSON.stringify(row));
      return { name, sql, rows: rows.sort() };
    });
  } finally {
    database.close();
  }
}
