import { DatabaseSync } from "node:sqlite";

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
