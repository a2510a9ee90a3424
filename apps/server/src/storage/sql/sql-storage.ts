import { AsyncLocalStorage } from "node:async_hooks";
import type { Storage } from "../storage.js";
import { createChangeSteps } from "./change-steps.js";
import { createChanges } from "./changes.js";
import { inTransaction } from "./in-transaction.js";
import { createReads, type ListPoints } from "./reads.js";
import type { Database } from "./tables.js";

/** What an engine brings along. */
export interface SqlEngine {
  /** Its transactions are one snapshot each. */
  readonly reader: Database;
  /** Its transactions come one after the other. */
  readonly writer: Database;
  readonly listPoints: ListPoints;
  /** Called once, when no transaction is under way. */
  close(): Promise<void>;
}

/** A storage over a database that holds the tables. */
export function createSqlStorage({ reader, writer, listPoints, close }: SqlEngine): Storage {
  const underWay = new Set<Promise<unknown>>();
  const outer = new AsyncLocalStorage<{ ended: boolean }>();
  let closed: Promise<void> | undefined;

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (closed) throw new Error("The storage is closed.");
    // It would wait for the outer one, which waits for it.
    if (outer.getStore()?.ended === false) {
      throw new Error("A read or change cannot begin inside another: use what that one was given.");
    }
    const transaction = { ended: false };
    const result = outer.run(transaction, work);
    underWay.add(result);
    try {
      return await result;
    } finally {
      transaction.ended = true;
      underWay.delete(result);
    }
  }

  return {
    read: (work) => run(() => inTransaction(reader, (transaction) => work(createReads(transaction, listPoints)))),
    change: (work) =>
      run(() =>
        inTransaction(writer, async (transaction) => {
          const { step, settled } = createChangeSteps(transaction);
          const result = await work(createChanges(createReads(transaction, listPoints), step));
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
