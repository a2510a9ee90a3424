import type { DatabaseSync } from "node:sqlite";
import { type CompiledQuery, DefaultQueryExecutor, Kysely, type QueryResult, type SqliteDatabase } from "kysely";
import type { Database, Tables } from "../sql/tables.js";
import { createSqliteDialect, toKyselyDatabase } from "./dialect.js";

/**
 * Makes what runs reads on a connection, each on one snapshot, one after the other. SQLite answers at once, so a query
 * goes straight to its statement: Kysely's driver, which waits for a connection and for each step, takes 4 µs a query
 * and 10 a transaction, and most answers take less.
 *
 * @returns a function that rejects when the work rejects
 */
export function createSnapshots(
  database: DatabaseSync,
): <Result>(work: (reads: Database) => Promise<Result>) => Promise<Result> {
  const dialect = createSqliteDialect(database);
  const [config, driver] = [{ dialect }, dialect.createDriver()];
  const [compiler, adapter] = [dialect.createQueryCompiler(), dialect.createAdapter()];
  const statements = toKyselyDatabase(database);
  const [begin, commit] = [database.prepare("begin"), database.prepare("commit")];

  async function run<Result>(work: (reads: Database) => Promise<Result>): Promise<Result> {
    const executor = new SnapshotExecutor(compiler, adapter, { provideConnection: refuse });
    begin.run();
    executor.statements = statements;
    try {
      return await work(new Kysely<Tables>({ config, dialect, driver, executor }));
    } finally {
      executor.statements = undefined;
      // After some errors SQLite has ended the transaction by itself.
      if (database.isTransaction) commit.run();
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(() => run(work));
    last = result.catch(() => undefined);
    return result;
  };
}

/** Runs queries as long as their transaction is under way. */
class SnapshotExecutor extends DefaultQueryExecutor {
  statements: SqliteDatabase | undefined;

  override async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (!this.statements) throw new Error("The snapshot is committed already: nothing more can be read from it.");
    return { rows: this.statements.prepare(sql).all(parameters) as Row[] };
  }
}

async function refuse(): Promise<never> {
  throw new Error("A snapshot has no connection to give away: run queries, and do not stream them.");
}
