import { AsyncLocalStorage } from "node:async_hooks";
import type { Changes, Reads, Storage } from "../storage.js";
import { createAccessKey, findSecret, listAccessKeys, mayRead, revokeAccessKey } from "./access-keys.js";
import {
  createCollection,
  deleteCollection,
  ensureProject,
  findCollection,
  findCollectionById,
  findCollectionByResourceId,
  findProject,
  listCollections,
  listProjects,
  updateCollection,
} from "./collections.js";
import {
  deleteDocument,
  findDocument,
  listDocuments,
  putDocument,
  replacePoints,
  setDocumentFile,
  setDocumentState,
} from "./documents.js";
import {
  addToExport,
  createExport,
  deleteLeftovers,
  endExport,
  failExport,
  findExportPart,
  findLinkKey,
  giveUpExport,
  hasExportWork,
  takeUpExport,
} from "./exports.js";
import { listPoints } from "./pages/list-points.js";
import { type PageSizes, pageSizes } from "./pages/sizes.js";
import type { Database } from "./tables.js";
import { findTask, putTask } from "./tasks.js";
import { createChangeSteps, inTransaction } from "./transactions.js";
import { walkDocuments, walkPoints } from "./walks.js";

/** The functions of an interface, each with the transaction that it runs in as one more argument, the first. */
type Queries<Face> = {
  readonly [Name in keyof Face]: Face[Name] extends (...given: infer Given) => infer Result
    ? (database: Database, ...given: Given) => Result
    : never;
};

const reads: Queries<Omit<Reads, "listPoints">> = {
  findSecret,
  mayRead,
  listAccessKeys,
  findProject,
  listProjects,
  findCollection,
  findCollectionById,
  findCollectionByResourceId,
  listCollections,
  findDocument,
  listDocuments,
  findTask,
  hasExportWork,
  findExportPart,
  findLinkKey,
  walkPoints,
  walkDocuments,
};

const changesOf = (sizes: PageSizes): Queries<Omit<Changes, keyof Reads>> => ({
  ensureProject,
  createAccessKey,
  revokeAccessKey,
  createCollection,
  updateCollection,
  deleteCollection,
  putDocument,
  setDocumentFile,
  setDocumentState,
  replacePoints: (database, documentId, points, ending) =>
    replacePoints(database, documentId, { points, ending }, sizes),
  deleteDocument: (database, documentId) => deleteDocument(database, documentId, sizes),
  putTask,
  createExport,
  takeUpExport,
  failExport,
  addToExport,
  endExport,
  giveUpExport,
  deleteLeftovers,
});

/**
 * Turns queries into a class with the functions of the interface, whose objects run them in a transaction. Each request
 * makes one: as many functions of its own would take longer.
 */
function boundTo<Face>(queries: Queries<Face>) {
  class Bound {
    readonly database: Database;

    constructor(database: Database) {
      this.database = database;
    }
  }
  for (const name in queries) {
    const query = queries[name] as (database: Database, ...given: unknown[]) => Promise<unknown>;
    Object.defineProperty(Bound.prototype, name, {
      value(this: Bound, ...given: unknown[]) {
        return query(this.database, ...given);
      },
    });
  }
  return Bound as unknown as new (
    database: Database,
  ) => Face;
}

/** Turns queries into the functions of the interface: `run` calls each with its transaction when it is its turn. */
function bind<Face>(queries: Queries<Face>, run: (query: (database: Database) => Promise<unknown>) => unknown): Face {
  const face: Record<string, unknown> = {};
  for (const name in queries) {
    const query = queries[name] as (database: Database, ...given: unknown[]) => Promise<unknown>;
    face[name] = (...given: unknown[]) => run((database) => query(database, ...given));
  }
  return face as Face;
}

/** What an engine provides. */
interface SqlEngine {
  /** As that of the storage. */
  readonly location: string;
  /** Runs reads on one snapshot, whatever others write meanwhile. */
  inSnapshot<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** Its transactions come one after the other. */
  readonly writer: Database;
  /** Those by which the database is written. Tests give smaller ones, so that little is needed to fill many blocks. */
  readonly sizes?: PageSizes | undefined;
  /** Throws where the database cannot be used any more; called before each transaction. */
  check(): void;
  /** Tells an error of the engine in a sentence that says what to do; any other error stays as it is. */
  explain(error: unknown): unknown;
  /** Called once, when no transaction is under way. */
  close(): Promise<void>;
}

/** A storage over a database that holds the tables. */
export function createSqlStorage(engine: SqlEngine): Storage {
  const { location, inSnapshot, writer, sizes = pageSizes, check, explain, close } = engine;
  const changes = changesOf(sizes);
  const underWay = new Set<Promise<unknown>>();
  const outer = new AsyncLocalStorage<{ ended: boolean }>();
  let closed: Promise<void> | undefined;

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (closed) throw new Error("The storage is closed.");
    // It would wait for the outer one, which in turn waits for it: neither would ever end.
    if (outer.getStore()?.ended === false) {
      throw new Error("A read or change cannot begin inside another: use what that one was given.");
    }
    check();
    const transaction = { ended: false };
    const result = outer.run(transaction, work);
    underWay.add(result);
    try {
      return await result;
    } catch (error) {
      throw explain(error);
    } finally {
      transaction.ended = true;
      underWay.delete(result);
    }
  }

  const allReads: Queries<Reads> = {
    ...reads,
    listPoints: (database, collectionId, query) => listPoints(database, collectionId, query, sizes),
  };
  const ReadsOf = boundTo(allReads);

  return {
    location,
    read: (work) => run(() => inSnapshot((transaction) => work(new ReadsOf(transaction)))),
    change: (work) =>
      run(() =>
        inTransaction(writer, async (transaction) => {
          const { step, settled } = createChangeSteps(transaction);
          const result = await work(Object.assign(new ReadsOf(transaction), bind(changes, step)));
          await settled();
          return result;
        }),
      ),
    close() {
      closed ??= Promise.allSettled(underWay).then(close);
      return closed;
    },
  };
}
