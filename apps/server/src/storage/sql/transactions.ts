import type { ControlledTransaction, Kysely } from "kysely";
import type { Database, Tables } from "./tables.js";

/** The steps that a transaction is made of. */
export interface ChangeSteps {
  /**
   * Runs one step when those before it have ended. What it did is undone when it rejects, so that nothing half done is
   * kept where that is caught and the transaction goes on.
   */
  step<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** When no step is under way any more, also none that nobody waited for. */
  settled(): Promise<void>;
}

/** Savepoints are a stack: steps that were begun together, as by `Promise.all`, would end those of each other. */
export function createChangeSteps(transaction: ControlledTransaction<Tables>): ChangeSteps {
  let last: Promise<unknown> = Promise.resolve();
  let lost: { readonly error: unknown } | undefined;

  async function run<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    if (lost) throw lost.error;
    const savepoint = await transaction.savepoint("step").execute();
    try {
      const result = await work(savepoint);
      await savepoint.releaseSavepoint("step").execute();
      return result;
    } catch (error) {
      try {
        await savepoint.rollbackToSavepoint("step").execute();
        await savepoint.releaseSavepoint("step").execute();
      } catch {
        // SQLite itself has undone the whole transaction, as when the disk is full. Steps after it would be kept alone.
        lost = { error };
      }
      throw error;
    }
  }

  return {
    step(work) {
      const result = last.then(() => run(work));
      last = result.catch(() => undefined);
      return result;
    },
    async settled() {
      await last;
      if (lost) throw lost.error;
    },
  };
}

/** Runs work in one transaction, which is kept when it resolves and rolled back when it rejects. */
export async function inTransaction<Tables, Result>(
  database: Kysely<Tables>,
  work: (transaction: ControlledTransaction<Tables>) => Promise<Result>,
): Promise<Result> {
  // Controlled, since such a transaction refuses to be used once it has ended.
  const transaction = await database.startTransaction().execute();
  try {
    const result = await work(transaction);
    await transaction.commit().execute();
    return result;
  } catch (error) {
    // Where SQLite has rolled back by itself this fails; what made it do so is the error that tells something.
    const rollback = transaction.rollback().execute();
    await rollback.catch(() => undefined);
    throw error;
  }
}
