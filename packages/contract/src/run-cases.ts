import { type DreddAnswer, fromDredd } from "./answer.js";
import { caseTitle, type DocumentedCase } from "./documented-case.js";
import type { DreddTransaction } from "./dredd-module.js";
import { expandTransactions } from "./expand-transactions.js";
import type { JsonObject } from "./json.js";
import { prepareTransaction } from "./prepare-transaction.js";
import { type DreddVerdict, runDredd } from "./run-dredd.js";
import type { Target } from "./target.js";

/** What is run, and with what. */
export interface CaseRun {
  readonly url: URL;
  readonly target: Target;
  readonly cases: readonly DocumentedCase[];
  /** The contract that Dredd is fed: the cases' pairs and no others. */
  readonly contract: JsonObject;
  bodySchemaOf(documented: DocumentedCase): JsonObject;
  readonly timeoutMilliseconds: number;
  /** Whether to end at the first failure. */
  readonly failFast: boolean;
  readonly verbose: boolean;
  readonly now: () => Date;
  readonly hookFile?: string | undefined;
}

/** What a run brought to light, by case title. */
export interface CaseRunRecord {
  readonly verdicts: ReadonlyMap<string, DreddVerdict>;
  /** Answers that were seen. */
  readonly answers: ReadonlyMap<string, DreddAnswer>;
  /** How many transactions the hook was called for before they were sent. */
  readonly hooksRan: number;
}

/** Sends every case through Dredd. */
export async function runCases(run: CaseRun): Promise<CaseRunRecord> {
  const byTitle = new Map(run.cases.map((documented) => [caseTitle(documented), documented]));
  const answers = new Map<string, DreddAnswer>();
  let hooksRan = 0;

  const verdicts = await runDredd({
    endpoint: run.url.href,
    contract: run.contract,
    timeoutMilliseconds: run.timeoutMilliseconds,
    failFast: run.failFast,
    verbose: run.verbose,
    hookFile: run.hookFile,
    handlers: {
      async beforeAll(transactions) {
        expandTransactions(transactions, run.cases);
      },
      beforeEach: (transaction) =>
        failing(transaction, async () => {
          hooksRan += 1;
          const documented = byTitle.get(transaction.id);
          if (documented === undefined) throw new Error("no documented case belongs to this transaction");
          await prepareTransaction(transaction, documented, {
            origin: run.url.origin,
            target: run.target,
            bodySchema: run.bodySchemaOf(documented),
            now: run.now,
          });
        }),
      beforeEachValidation: (transaction) =>
        failing(transaction, async () => {
          const { real } = transaction;
          if (real === undefined) return;
          answers.set(transaction.id, { ...real });
          // Dredd would take the base64 of a text that holds a U+FFFD for the text itself.
          Object.assign(real, { body: Buffer.from(fromDredd(real).bytes).toString(), bodyEncoding: "utf-8" });
        }),
    },
  });
  return { verdicts, answers, hooksRan };
}

/** Dredd must be told by `fail`: an error that leaves a hook would end the process, or pass unseen. */
async function failing(transaction: DreddTransaction, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    transaction.fail = error instanceof Error ? error.message : String(error);
  }
}
