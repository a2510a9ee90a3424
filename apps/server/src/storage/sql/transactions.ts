import type { ControlledTransaction, Kysely } from "kysely";
import type { Database, Tables } from "./tables.js";

/** What a change rejects with, whatever the engine, when it has waited too long for that of another process. */
export const heldUp = "Another process is changing the database and takes long. Try again when it has ended.";

/** The steps that a transaction is made of. */
interface ChangeSteps {
  /**
   * Runs one step when those before it have ended. When it rejects, what it did is undone: a caller may catch the error
   * and go on with the transaction, and nothing half done is kept.
   */
  step<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** Resolves when every step has ended, including steps that the caller did not wait for. */
  settled(): Promise<void>;
}

/** Savepoints are a stack: steps that run at the same time, as by `Promise.all`, would end each other's savepoint. */
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
        // SQLite has undone the whole transaction, as it does when the disk is full. No later step may be kept either.
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
  // A controlled transaction, since it refuses to be used once it has ended.
  const transaction = await database.startTransaction().execute();
  try {
    const result = await work(transaction);
    await transaction.commit().execute();
    return result;
  } catch (error) {
    // The rollback fails where SQLite has rolled back by itself. What is thrown is the error that came first.
    const rollback = transaction.rollback().execute();
    await rollback.catch(() => undefined);
    throw error;
  }
}
