import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  PostgresQueryCompiler,
} from "kysely";
import { snakeCaseWriter } from "../sql/names.js";

/** How the transactions of a dialect begin. */
export interface TransactionBegin {
  readonly sql: string;
  /** Whether what follows is to wait until it has begun. */
  readonly isAwaited: boolean;
}

/**
 * All queries of such a transaction see the database as it was at the first of them. Only a lost connection makes it
 * fail.
 */
export const beginReading: TransactionBegin = {
  sql: "begin isolation level repeatable read read only",
  isAwaited: false,
};

/** Key of the lock of PostgreSQL that each change takes. Locks are of one database. The number has no meaning. */
const changeLock = 8_154_907_231;

/**
 * Such transactions come one after the other, whichever process begins them: each first takes a lock, which ends with
 * it. That is what SQLite does, so that a change sees nothing of another one in its midst, and two never wait for each
 * other without end. Nothing finer would be clearly right: the counters of a collection are a row that all its
 * documents share, and the ids of projects, collections and tasks are shared by all. The isolation is that at which
 * each query sees what was kept before it, since a snapshot would be older than the lock.
 *
 * @param waitMilliseconds for how long it waits for the lock
 */
export function beginChanging(waitMilliseconds: number): TransactionBegin {
  const statements = [
    "begin isolation level read committed",
    `set local lock_timeout = ${Math.max(1, Math.ceil(waitMilliseconds))}`,
    `select pg_advisory_xact_lock(${changeLock})`,
  ];
  return { sql: statements.join("; "), isAwaited: true };
}

/** Kysely's PostgreSQL dialect. Tables and columns have names in camel case here and in snake case in the database. */
export function createPostgresDialect(pool: PostgresPool, begin: TransactionBegin): Dialect {
  const dialect = new PostgresDialect({ pool });
  return {
    createDriver: () => new BeginningDriver(pool, begin),
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => new SnakeCaseCompiler(),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
  };
}

/** Says how a transaction begins. Where it only reads, its begin and its end are sent along with its queries. */
class BeginningDriver extends PostgresDriver {
  readonly #begin: TransactionBegin;

  constructor(pool: PostgresPool, begin: TransactionBegin) {
    super({ pool });
    this.#begin = begin;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const { sql, isAwaited } = this.#begin;
    const begun = connection.executeQuery(CompiledQuery.raw(sql));
    // The queries that follow reject by themselves.
    if (!isAwaited) return void begun.catch(() => {});
    try {
      await begun;
    } catch (error) {
      // It has begun, but has no lock.
      await connection.executeQuery(CompiledQuery.raw("rollback")).catch(() => {});
      throw error;
    }
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const committed = super.commitTransaction(connection);
    // What was only read is answered already.
    if (this.#begin.isAwaited) await committed;
    else committed.catch(() => {});
  }
}

class SnakeCaseCompiler extends PostgresQueryCompiler {
  readonly #write = snakeCaseWriter((name) => super.sanitizeIdentifier(name));

  protected override sanitizeIdentifier(name: string): string {
    return this.#write(name);
  }
}
