import type { DatabaseSync } from "node:sqlite";
import { type Migration, Migrator } from "kysely/migration";
import type { Database } from "../sql/tables.js";
import { inTransaction } from "../sql/transactions.js";
import { knowledgeBase } from "./migrations/0001-knowledge-base.js";
import { pagesOfPoints } from "./migrations/0002-pages-of-points.js";
import { exports } from "./migrations/0003-exports.js";
import { endingsOfPoints } from "./migrations/0004-endings-of-points.js";

/** All migrations by name, the oldest first. A new one comes last; one that was released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-knowledge-base": knowledgeBase,
  "0002-pages-of-points": pagesOfPoints,
  "0003-exports": exports,
  "0004-endings-of-points": endingsOfPoints,
};

/** Table in which Kysely's Migrator keeps the names of what it has done. */
const journal = "kysely_migration";

/**
 * Whether a database is older than this version, or new. The Migrator would find that out as well, but with a dozen
 * statements instead of two.
 *
 * @throws Error when it is the database of a later version or of another program.
 */
export function needsMigration(path: string, database: DatabaseSync): boolean {
  const done = doneMigrations(path, database);
  const known = Object.keys(migrations);
  if (done.some((name) => !known.includes(name))) {
    throw new Error(
      `The database ${path} was written by a later version of this program. Use that version, or name another file.`,
    );
  }
  return done.length < known.length;
}

/**
 * Brings a database up to this version. It happens in one transaction, so that of two processes that open a new
 * database at once one makes the tables and the other finds them.
 */
export async function migrate(writer: Database): Promise<void> {
  await inTransaction(writer, async (transaction) => {
    const migrator = new Migrator({ db: transaction, provider: { getMigrations: async () => ({ ...migrations }) } });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  });
}

function doneMigrations(path: string, database: DatabaseSync): string[] {
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
  if (tables.length === 0) return [];
  if (!tables.some(({ name }) => name === journal)) {
    throw new Error(`The database ${path} is that of another program. Name another file.`);
  }
  return database
    .prepare(`select name from ${journal}`)
    .all()
    .map(({ name }) => String(name));
}
