import type { ControlledTransaction, Kysely } from "kysely";

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
