import { caseTitle, type DocumentedCase } from "./documented-case.js";
import type { DreddTransaction } from "./dredd-module.js";

/**
 * Dredd makes one transaction of an (operation, status), with its first example. Puts one for each documented case in
 * their place, in the same array, which Dredd goes through afterwards, and names them after their cases.
 * A case without a transaction, or a transaction without a case, stays as it is, and shows up as not run.
 */
export function expandTransactions(transactions: DreddTransaction[], cases: readonly DocumentedCase[]): void {
  const expanded = transactions.flatMap((transaction) => {
    const own = cases.filter(
      ({ path, status }) => path === transaction.request.uri && status === Number(transaction.expected.statusCode),
    );
    if (own.length === 0) return [transaction];
    return own.map((documented) => {
      const title = caseTitle(documented);
      return { ...structuredClone(transaction), id: title, name: title };
    });
  });
  transactions.splice(0, transactions.length, ...expanded);
}
