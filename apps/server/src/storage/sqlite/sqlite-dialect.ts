import type { DatabaseSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { toKyselyDatabase } from "./kysely-database.js";
import { resultCodeOf, resultCodes } from "./result-code.js";

/** `begin` locks nothing yet; `begin immediate` waits until it alone may write. */
export type BeginStatement = "begin" | "begin immediate";

/** Kysely's SQLite dialect over `node:sqlite`. */
export function createSqliteDialect(database: DatabaseSync, begin: BeginStatement): Dialect {
  const config = { database: toKyselyDatabase(database) };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: () => new BeginningDriver(config, begin),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
  };
}

/**
 * Says how a transaction begins. Kysely's own driver always says `begin`: one that reads before it writes then fails
 * when another process has written in between, and no busy timeout helps (https://sqlite.org/rescode.html#busy_snapshot).
 */
class BeginningDriver extends SqliteDriver {
  readonly #begin: BeginStatement;

  constructor(config: ConstructorParameters<typeof SqliteDriver>[0], begin: BeginStatement) {
    super(config);
    this.#begin = begin;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(this.#begin));
    } catch (error) {
      if (resultCodeOf(error) !== resultCodes.busy) throw error;
      throw new Error("Another process is changing the database and takes long. Try again when it has ended.", {
        cause: error,
      });
    }
  }
}

/** Kysely's own adapter says no, so that its Migrator would run each statement by itself; SQLite can. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
