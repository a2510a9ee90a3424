import { type CompiledQuery, type RawBuilder, sql } from "kysely";
import type { Database } from "./tables.js";

/** The values that each run of a statement gives, by name, as they stand in its query. */
export type Given<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> };

/** A query of Kysely's: one of its builders or its `sql` template. */
interface Compilable<Row> {
  compile(database: Database): CompiledQuery<Row>;
}

/** Stands among the parameters of a compiled query for a value that a run gives. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
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
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  const given = new Proxy({} as Given<Values>, {
    get: (_target, name) => sql`${new Placeholder(String(name))}`,
  });
  return async (database, values) => {
    // Each connection to an engine has its own adapter, which all its transactions share.
    const { adapter } = database.getExecutor();
    let query = compiled.get(adapter);
    if (query === undefined) {
      query = build(database, given).compile(database);
      compiled.set(adapter, query);
    }
    const parameters = query.parameters.map((value) =>
      value instanceof Placeholder ? values[value.name as keyof Values] : value,
    );
    const { rows } = await database.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}
