import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Database } from "../sql/tables.js";
import { inTransaction } from "../sql/transactions.js";
import { knowledgeBase } from "./migrations/0001-knowledge-base.js";
import { endingsOfPoints } from "./migrations/0002-endings-of-points.js";

/** All migrations by name, the oldest first. A new one comes last; one that was released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-knowledge-base": knowledgeBase,
  "0002-endings-of-points": endingsOfPoints,
};

/** Table of the names of what was done. */
const journal = "migration";

/** The oldest version that the tests have been run on. */
const oldestVersion = 13;

/** What a database says of itself. */
interface DatabaseState {
  readonly version: number;
  readonly encoding: string;
  /** Where tables are made and found: `public`, unless the user or the URL says otherwise. Null when there is none. */
  readonly schema: string | null;
  readonly mayMakeTables: boolean;
  readonly hasTables: boolean;
  readonly hasJournal: boolean;
}

/**
 * Brings a database up to this version where it is older, or new. Several processes may do so at once.
 *
 * @param shown the database as it may be shown
 * @throws Error when it cannot be used, or is that of a later version or of another program.
 */
export async function prepareDatabase(shown: string, writer: Database): Promise<void> {
  const state = await readState(writer);
  const refuse = (why: string) => new Error(`The database ${shown} ${why}`);
  if (state.version < oldestVersion) {
    throw refuse(`is one of PostgreSQL ${state.version}. Take ${oldestVersion} or later.`);
  }
  if (state.encoding !== "UTF8") {
    throw refuse(`is encoded in ${state.encoding}. Make one in UTF-8: createdb --encoding UTF8 --template template0.`);
  }
  if (state.schema === null) {
    throw refuse("has no schema that this user may use. Let its owner make one, or name another database.");
  }
  if (state.hasTables && !state.hasJournal) {
    throw refuse("is that of another program. Name an empty one.");
  }
  const done = state.hasJournal ? await doneMigrations(writer) : [];
  const known = Object.keys(migrations);
  if (done.some((name) => !known.includes(name))) {
    throw refuse("was written by a later version of this program. Use that version, or name another database.");
  }
  if (done.length === known.length) return;
  if (!state.mayMakeTables) {
    throw refuse(
      `does not let this user make tables. Let its owner allow it: grant usage, create on schema ${state.schema} to the user.`,
    );
  }
  await migrate(writer);
}

async function readState(database: Database): Promise<DatabaseState> {
  const { rows } = await sql<DatabaseState>`
    select current_setting('server_version_num')::int / 10000 as version,
      pg_encoding_to_char(encoding) as encoding,
      current_schema() as schema,
      coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_make_tables,
      exists (select from pg_tables where schemaname = current_schema()) as has_tables,
      exists (select from pg_tables where schemaname = current_schema() and tablename = ${sql.lit(journal)}) as has_journal
    from pg_database where datname = current_database()`.execute(database);
  if (rows[0] === undefined) throw new Error("PostgreSQL says nothing of its database.");
  return rows[0];
}

/** Changes come one after the other, so of two processes that migrate at once one finds all done. */
async function migrate(writer: Database): Promise<void> {
  await inTransaction(writer, async (transaction) => {
    await sql`create table if not exists ${sql.table(journal)} (name text primary key)`.execute(transaction);
    const done = await doneMigrations(transaction);
    for (const [name, { up }] of Object.entries(migrations)) {
      if (done.includes(name)) continue;
      await up(transaction);
      await sql`insert into ${sql.table(journal)} values (${name})`.execute(transaction);
    }
  });
}

async function doneMigrations(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(journal)}`.execute(database);
  return rows.map(({ name }) => name);
}
