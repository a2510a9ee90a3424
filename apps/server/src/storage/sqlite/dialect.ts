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
import { camelCase, snakeCaseWriter } from "../sql/names.js";
import { statementParameters } from "../sql/statement-parameters.js";
import { resultCodeOf, resultCodes } from "./connection.js";

/** `begin` locks nothing yet; `begin immediate` waits until it alone may write. */
export type BeginStatement = "begin" | "begin immediate";

/**
 * Kysely's SQLite dialect over `node:sqlite`. Tables and columns have names in camel case here and in snake case in the
 * database. Kysely's CamelCasePlugin does the same, but copies the tree of each query, which takes about a fifth of its
 * time.
 */
export function createSqliteDialect(database: DatabaseSync, begin: BeginStatement): Dialect {
  const config = { database: toKyselyDatabase(database) };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: () => new BeginningDriver(config, begin),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => new SnakeCaseCompiler(),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
  };
}

/**
 * Says how a transaction begins. Kysely's own driver always says `begin`: one that reads before it writes then fails
 * when another process has written in between, and no busy timeout helps
 * (https://sqlite.org/rescode.html#busy_snapshot).
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

/**
 * How many statements are kept. A query with a list of filters has another one for each length of the list, up to 100.
 */
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
  const prepareAnew = () => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  const statement = prepareAnew();
  const names = statement.columns().map(({ name }) => camelCase(name));
  const toRow = (values: Readonly<Record<number, unknown>>) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) row[names[index] ?? ""] = values[index];
    return row;
  };
  return {
    reader: names.length > 0,
    // Kysely gives one array where node:sqlite wants the parameters one by one.
    all: (parameters) => statement.all(...statementParameters(parameters)).map(toRow),
    run: (parameters) => statement.run(...statementParameters(parameters)),
    // The same query may run again while rows of the first run are still being read.
    *iterate(parameters) {
      for (const values of prepareAnew().iterate(...statementParameters(parameters))) yield toRow(values);
    },
  };
}
