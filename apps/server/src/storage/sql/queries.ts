import type { Database } from "./tables.js";

/** The functions of an interface, each with the transaction that it runs in as one more argument, the first. */
export type Queries<Face> = {
  readonly [Name in keyof Face]: Face[Name] extends (...given: infer Given) => Promise<infer Result>
    ? (database: Database, ...given: Given) => Promise<Result>
    : never;
};

type Query = (database: Database, ...given: unknown[]) => Promise<unknown>;

/**
 * Turns queries into a class with the functions of the interface, whose objects run them in a transaction. Each request
 * makes one: as many functions of its own would take longer.
 */
export function boundTo<Face>(queries: Queries<Face>) {
  class Bound {
    readonly database: Database;

    constructor(database: Database) {
      this.database = database;
    }
  }
  for (const [name, query] of Object.entries<Query>(queries)) {
    Object.defineProperty(Bound.prototype, name, {
      value(this: Bound, ...given: unknown[]) {
        return query(this.database, ...given);
      },
    });
  }
  return Bound as new (
    database: Database,
  ) => Face;
}

/**
 * Turns queries into what makes the functions of the interface: `run` calls each with its transaction when it is its
 * turn.
 */
export function bind<Face>(queries: Queries<Face>) {
  const entries = Object.entries<Query>(queries);
  return (run: (query: (database: Database) => Promise<unknown>) => Promise<unknown>): Face => {
    const face: Record<string, unknown> = {};
    for (const [name, query] of entries) {
      face[name] = (...given: unknown[]) => run((database) => query(database, ...given));
    }
    return face as Face;
  };
}
