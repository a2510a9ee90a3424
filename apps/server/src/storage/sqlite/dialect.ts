import type { DatabaseSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
  type SqliteStatement,
} from "kysely";
import { camelCase, snakeCaseWriter, toRow } from "../sql/names.js";
import { statementParameters } from "../sql/statement-parameters.js";
import { heldUp } from "../sql/transactions.js";
import { resultCodeOf, resultCodes } from "./connection.js";

/**
 * Kysely's SQLite dialect over `node:sqlite`. Tables and columns have names in camel case here and in snake case in the
 * database. Kysely's CamelCasePlugin does the same, but copies the tree of each query, which takes about a fifth of its
 * time.
 */
export function createSqliteDialect(database: DatabaseSync): Dialect {
  const config = { database: toKyselyDatabase(database) };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: () => new ImmediateDriver(config),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => new SnakeCaseCompiler(),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
  };
}

/**
 * A transaction waits until it alone may write. Kysely's own driver says `begin`, which locks nothing yet: one that
 * reads before it writes then fails when another process has written in between, and no busy timeout helps
 * (https://sqlite.org/rescode.html#busy_snapshot).
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    } catch (error) {
      throw resultCodeOf(error) === resultCodes.busy ? new Error(heldUp, { cause: error }) : error;
    }
  }
}

class SnakeCaseCompiler extends SqliteQueryCompiler {
  readonly #write = snakeCaseWriter((name) => super.sanitizeIdentifier(name));

  protected override sanitizeIdentifier(name: string): string {
    return this.#write(name);
  }
}

/** SQLite can change tables in a transaction. Kysely's adapter denies it, and the Migrator would use none. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** How many statements are kept. There are fewer, but for lengths of insertions and of the lists of `walkPoints`. */
const keptStatements = 200;

/**
 * A `node:sqlite` database in the form of better-sqlite3, for which Kysely's SQLite dialect is made. Statements are
 * kept and used again: preparing one takes a third to a half of a small query's time.
 */
export function toKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept) return kept;
      const statement = prepare(database, sql);
      const [oldest] = statements.keys();
      if (oldest !== undefined && statements.size === keptStatements) statements.delete(oldest);
      statements.set(sql, statement);
      return statement;
    },
  };
}

/**
 * A statement whose rows have names in camel case. SQLite gives arrays of values, which take less time than objects.
 */
function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name }) => camelCase(name));
  return {
    reader: columns.length > 0,
    // Kysely gives one array where node:sqlite wants the parameters one by one.
    all: (parameters) => statement.all(...statementParameters(parameters)).map((values) => toRow(columns, values)),
    run: (parameters) => statement.run(...statementParameters(parameters)),
    iterate() {
      throw new TypeError("Rows are not read one by one.");
    },
  };
}
