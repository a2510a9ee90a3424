import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import pg from "pg";
import { shownDatabase } from "../database-name.js";
import { camelCase, toRow } from "../sql/names.js";
import { statementParameters } from "../sql/statement-parameters.js";
import { postgresFailure } from "./failures.js";

/** How connections are shared. */
interface PoolOptions {
  /** How many there are at most. What asks for one more waits until one is free. */
  readonly size: number;
  /** For how many milliseconds it waits before it is refused; undefined: as long as it takes. */
  readonly waitMilliseconds: number | undefined;
}

/** For how many milliseconds a server may take to let a connection in. */
const connectMilliseconds = 10_000;

/**
 * What each connection is set to. What a process that is killed has locked is free at once; when its machine is lost or
 * cut off, after a minute. No query here is so large that compiling it would pay.
 */
const settings = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 -c jit=off";

/**
 * How many statements each connection keeps prepared. There are fewer, but for the lengths of insertions and of the
 * lists of `walkPoints`.
 */
const keptStatements = 200;

/** Only connecting has a limit here. That of a pool counts the wait for a connection that is in use, too. */
class Client extends pg.Client {
  constructor(options?: pg.ClientConfig) {
    super({ ...options, connectionTimeoutMillis: connectMilliseconds });
  }
}

/**
 * Connections to a PostgreSQL database in the form that Kysely's dialect is made for. Their errors are sentences that
 * hold no secret, and their rows have names in camel case.
 */
export function createPool(url: string, { size, waitMilliseconds }: PoolOptions): PostgresPool {
  const shown = shownDatabase(url);
  const pool = new pg.Pool({
    connectionString: url,
    Client,
    max: size,
    ...(waitMilliseconds === undefined ? {} : { connectionTimeoutMillis: waitMilliseconds }),
    // A query need not wait until the one before it is answered.
    pipeline: true,
    keepAlive: true,
    fallback_application_name: "viking-kb-server",
    options: settings,
  });
  // A connection that breaks while nobody uses it leaves the pool. While it is used, the query that uses it rejects.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const statements = new Map<string, KeptStatement>();
  const clients = new WeakMap<pg.PoolClient, PooledClient>();
  return {
    options: {},
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw postgresFailure(shown, error);
      });
      const known = clients.get(client) ?? new PooledClient(client, shown, statements);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

/** A statement that is prepared once in each connection. */
interface KeptStatement {
  readonly name: string;
  /** Names of its columns in camel case, once it has been answered. */
  columns?: readonly string[];
}

class PooledClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #shown: string;
  readonly #statements: Map<string, KeptStatement>;

  constructor(client: pg.PoolClient, shown: string, statements: Map<string, KeptStatement>) {
    this.#client = client;
    this.#shown = shown;
    this.#statements = statements;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== "string") throw new TypeError("Rows are not read through a cursor.");
    return this.#run(sql, parameters);
  }

  async #run(sql: string, parameters: readonly unknown[]) {
    const values = statementParameters(parameters);
    const kept = this.#keep(sql, values.length);
    const query = { text: sql, values, rowMode: "array" as const, types, ...(kept && { name: kept.name }) };
    const answer = await this.#client.query<unknown[], unknown[]>(query).catch((error: unknown) => {
      throw postgresFailure(this.#shown, error);
    });
    // Several statements in one text have an answer each.
    const { command, rowCount, rows, fields } = Array.isArray(answer) ? answer.at(-1) : answer;
    const columns = kept?.columns ?? fields.map(({ name }: pg.FieldDef) => camelCase(name));
    if (kept) kept.columns = columns;
    return { command, rowCount, rows: rows.map((row: readonly unknown[]) => toRow(columns, row)) };
  }

  /** A statement without parameters is not hot, or takes no preparing: `commit`. */
  #keep(sql: string, parameterCount: number): KeptStatement | undefined {
    const kept = this.#statements.get(sql);
    if (kept || parameterCount === 0 || this.#statements.size === keptStatements) return kept;
    const added = { name: `kept_${this.#statements.size}` };
    this.#statements.set(sql, added);
    return added;
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }
}

/**
 * Types of numbers that `pg` gives as text, since not all of them are exact here: whole numbers of 64 bits, counts
 * among them (`bigint`, 20), and the sums of these (`numeric`, 1700).
 */
const largeNumbers: readonly number[] = [20, 1700];

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, ...given) =>
    largeNumbers.includes(oid) ? toSafeInteger : pg.types.getTypeParser(oid, ...given),
};

function toSafeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large: it lies beyond 2^53 - 1.`);
  return number;
}
