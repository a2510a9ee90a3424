import { AsyncLocalStorage } from "node:async_hooks";
import type { Changes, Reads, Storage } from "../storage.js";
import { accessKeyChanges, accessKeyReads } from "./access-keys.js";
import { collectionChanges, collectionReads } from "./collections.js";
import { documentChanges, documentReads, pointChanges } from "./documents.js";
import { exportChanges, exportReads } from "./exports.js";
import { pointReads } from "./pages/list-points.js";
import type { PageSizes } from "./pages/sizes.js";
import { bind, boundTo, type Queries } from "./queries.js";
import type { Database } from "./tables.js";
import { taskChanges, taskReads } from "./tasks.js";
import { createChangeSteps, inTransaction } from "./transactions.js";
import { pointWalks } from "./walk-points.js";

const readsOf = (sizes: PageSizes): Queries<Reads> => ({
  ...accessKeyReads,
  ...collectionReads,
  ...documentReads,
  ...pointReads(sizes),
  ...taskReads,
  ...exportReads,
  ...pointWalks,
});

const changesOf = (sizes: PageSizes): Queries<Omit<Changes, keyof Reads>> => ({
  ...accessKeyChanges,
  ...collectionChanges,
  ...documentChanges,
  ...pointChanges(sizes),
  ...taskChanges,
  ...exportChanges,
});

/** What an engine provides. */
interface SqlEngine {
  /** As that of the storage. */
  readonly location: string;
  /** Runs reads on one snapshot, whatever others write meanwhile. */
  inSnapshot<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** Its transactions come one after the other. */
  readonly writer: Database;
  /** Those by which the database is written. Tests give smaller ones, so that little is needed to fill many blocks. */
  readonly sizes: PageSizes;
  /** Throws where the database cannot be used any more; called before each transaction. */
  check(): void;
  /** Tells an error of the engine in a sentence that says what to do; any other error stays as it is. */
  explain(error: unknown): unknown;
  /** Called once, when no transaction is under way. */
  close(): Promise<void>;
}

/** A storage over a database that holds the tables. */
export function createSqlStorage(engine: SqlEngine): Storage {
  const { location, inSnapshot, writer, sizes, check, explain, close } = engine;
  const ReadsOf = boundTo(readsOf(sizes));
  const changesBy = bind(changesOf(sizes));
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

  return {
    location,
    read: (work) => run(() => inSnapshot((transaction) => work(new ReadsOf(transaction)))),
    change: (work) =>
      run(() =>
        inTransaction(writer, async (transaction) => {
          const { step, settled } = createChangeSteps(transaction);
          const result = await work(Object.assign(new ReadsOf(transaction), changesBy(step)));
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
