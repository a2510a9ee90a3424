import { type CompiledQuery, type QueryResult, type RawBuilder, sql } from "kysely";
import type { Database } from "./tables.js";

/** The values that each run of a statement gives, by name or place, as they stand in its query. */
export type Given<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> };

/** A query of Kysely's: one of its builders or its `sql` template. */
interface Compilable<Row> {
  compile(database: Database): CompiledQuery<Row>;
}

/** Stands among the parameters of a compiled query for a value that a run gives: by name, or by its place in a list. */
class Placeholder {
  readonly key: string | number;

  constructor(key: string | number) {
    this.key = key;
  }
}

/**
 * A query that many requests ask. To put one together and write it as SQL takes longer than to answer it, so this is
 * done once for each engine and connection, in the engine's own words; each run only fills in its values.
 *
 * @returns a function that runs the query in a transaction and resolves to its rows
 */
export function statement<Values extends object, Row>(
  build: (database: Database, given: Given<Values>) => Compilable<Row>,
): (database: Database, values: Values) => Promise<Row[]> {
  const run = preparedQuery(build);
  return (database, values) => run(database, values).then(rowsOf);
}

/** The same for a query of which more is asked than rows, such as how many it has inserted. */
export function preparedQuery<Values extends object, Row>(
  build: (database: Database, given: Given<Values>) => Compilable<Row>,
): (database: Database, values: Values) => Promise<QueryResult<Row>> {
  const run = compileOnce((database) => build(database, givenBy<Values>()));
  return (database, values) => run(database, (name) => values[name as keyof Values]);
}

/**
 * The same for a query with a list, as of an `in`, of at least one value. The last one is repeated until there are 1,
 * 2, 4, 8, … of them, so that lists of all lengths need few different statements.
 */
export function listStatement<Values extends object, Row>(
  build: (database: Database, given: Given<Values>, list: RawBuilder<unknown>) => Compilable<Row>,
): (database: Database, list: readonly (string | number)[], values: Values) => Promise<Row[]> {
  const byLength = new Map<number, ReturnType<typeof compileOnce<Row>>>();
  return (database, list, values) => {
    const length = paddedLength(list);
    let run = byLength.get(length);
    if (run === undefined) {
      const placeholders = Array.from({ length }, (_, index) => sql`${new Placeholder(index)}`);
      run = compileOnce((engine) => build(engine, givenBy<Values>(), sql`(${sql.join(placeholders)})`));
      byLength.set(length, run);
    }
    return run(database, (key) =>
      typeof key === "number" ? list[Math.min(key, list.length - 1)] : values[key as keyof Values],
    ).then(rowsOf);
  };
}

function rowsOf<Row>({ rows }: QueryResult<Row>): Row[] {
  return rows;
}

function paddedLength(list: readonly unknown[]): number {
  return 2 ** Math.ceil(Math.log2(list.length));
}

function givenBy<Values>(): Given<Values> {
  return new Proxy({} as Given<Values>, { get: (_target, name) => sql`${new Placeholder(String(name))}` });
}

function compileOnce<Row>(
  build: (database: Database) => Compilable<Row>,
): (database: Database, valueBy: (key: string | number) => unknown) => Promise<QueryResult<Row>> {
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return (database, valueBy) => {
    const executor = database.getExecutor();
    // Each connection to an engine has its own adapter, which all its transactions share.
    let compiledQuery = compiled.get(executor.adapter);
    if (compiledQuery === undefined) {
      compiledQuery = build(database).compile(database);
      compiled.set(executor.adapter, compiledQuery);
    }
    const { query, queryId, sql, parameters } = compiledQuery;
    const values = parameters.map((value) => (value instanceof Placeholder ? valueBy(value.key) : value));
    return executor.executeQuery<Row>({ query, queryId, sql, parameters: values });
  };
}
