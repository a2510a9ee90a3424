import { caseTitle, type DocumentedCase } from "../cases/documented-cases.js";
import { triedOf } from "../cases/select-cases.js";
import { CannotRunError, type Finding } from "../finding.js";
import { isObject, type Json, type JsonObject, member, toJsonSchema } from "../json.js";
import type { CaseVerdict, Layer, LayerContext, LayerFailure, LayerResult } from "../layer.js";
import { readBody, tooDeep } from "../strict/read-body.js";
import { businessCodes, type ContractPair, codeIn, pairsOf, schemaOf } from "../strict-contract.js";
import { type DreddAnswer, fromDredd, tooMany } from "../target/answer.js";
import { createUntried, limited, notWaitedFor } from "../target/asker.js";
import { signForTarget, waitForTurn } from "../target/target.js";
import { sendUntilLimited } from "../target/use-up-quota.js";
import { type DreddTransaction, isDreddInstalled } from "./dredd-module.js";
import { type DreddVerdict, runDredd } from "./run-dredd.js";

/** Dredd, with the schema of each answer put in by us: for OpenAPI 3 it compares no more than an example's keys. */
export const dreddLayer: Layer = {
  name: "dredd",
  proves: "Each documented request is answered with its status and a body of its schema, as Dredd reads them.",
  cannot: "It sees no bytes, headers or formats, no tie between fields or answers, and no request but the documented.",
  run: runDreddLayer,
};

async function runDreddLayer(context: LayerContext): Promise<LayerResult> {
  if (!isDreddInstalled()) {
    return { outcome: "not run", checks: 0, failures: [], notRun: "install dredd beside this (npm install dredd)" };
  }
  const { failFast } = context;
  const tried = triedOf(context.cases);
  const record = await runCases(context, tried).catch((error: Error) => {
    throw new CannotRunError(`Dredd cannot run the contract: ${error.message}.`, { cause: error });
  });
  const cases = new Map<string, CaseVerdict>();
  const failures: LayerFailure[] = [];
  const untried = createUntried();
  for (const documented of tried) {
    const title = caseTitle(documented);
    const verdict = record.verdicts.get(title);
    const reason = record.untried.get(title);
    if (reason !== undefined) {
      const findings = untried.leave(documented.operationId, reason);
      cases.set(title, { outcome: "skipped", findings, milliseconds: verdict?.milliseconds ?? 0 });
      continue;
    }
    if (failFast && verdict?.outcome === "skipped" && failures.length > 0) continue;
    const outcome = verdict?.outcome ?? "skipped";
    const message = outcome === "skipped" ? "Dredd did not run it" : (verdict?.message ?? "");
    const findings = record.deep.has(title) ? [tooDeep] : message === "" ? [] : [{ at: "dredd", message }];
    cases.set(title, { outcome, findings, milliseconds: verdict?.milliseconds ?? 0 });
    if (findings.length > 0) failures.push({ operationId: documented.operationId, title, findings });
    const real = record.answers.get(title);
    if (real === undefined) continue;
    context.onExchange({
      operationId: documented.operationId,
      requestBody: JSON.stringify(documented.request),
      answer: fromDredd(real),
      documented,
      kept: findings.length === 0,
    });
  }
  failures.push(...untried.failures());
  const kept = failures.length === 0 && tried.length > 0 && record.hooksRan === tried.length;
  return { outcome: kept ? "kept" : "broken", checks: tried.length, failures, cases, hooksRan: record.hooksRan };
}

/** No time of this API in seconds comes near it, and none in milliseconds lies below. */
const between = 100_000_000_000;

/**
 * What Dredd holds the answer of one case against: the schema of its (operation, status) with the code and message of
 * the case, since each transaction is sent for one. Draft-07.
 *
 * @param schema of the pair, in OpenAPI 3.0's dialect
 */
export function dreddCaseSchema(schema: JsonObject, documented: DocumentedCase): JsonObject {
  return { allOf: [toJsonSchema(withTimes(schema), false), envelopeOf(documented)] };
}

/** The schema with bounds that tell seconds from milliseconds. */
function withTimes(schema: JsonObject): JsonObject {
  const inner = Object.entries(schema).map(([key, value]) => [key, isObject(value) ? withTimes(value) : value]);
  const bounded = Object.fromEntries(inner) as JsonObject;
  if (schema["x-unit"] === "unix-seconds") return { ...bounded, maximum: between };
  return schema["x-unit"] === "unix-milliseconds" ? { ...bounded, minimum: between } : bounded;
}

function envelopeOf({ operationId, response }: DocumentedCase): JsonObject {
  return { properties: { code: { const: response.code ?? null }, message: messageOf(operationId, response) } };
}

/** A reason is in each server's own words. Of two rows with one code only the message tells which is meant. */
function messageOf(operationId: string, response: JsonObject): JsonObject {
  const { code, message = "", messagePattern } = codeIn(operationId, response) ?? {};
  if (messagePattern !== undefined) return { pattern: messagePattern };
  if (!message.endsWith("%s")) return { const: response.message ?? null };
  const others = businessCodes.filter((row) => row.code === code).flatMap((row) => row.messagePattern ?? []);
  const reason = { pattern: `^${message.slice(0, -2)}(?!\\s*(?:%s\\s*)?$)` };
  return { allOf: [reason, ...others.map((pattern) => ({ not: { pattern } }))] };
}

/** Makes a transaction of Dredd's send a documented case and expect its answer. */
async function prepareTransaction(
  transaction: DreddTransaction,
  documented: DocumentedCase,
  { url: { origin }, target, now, pairs }: LayerContext,
): Promise<void> {
  const { request, expected } = transaction;
  await waitForTurn(target);
  // For OpenAPI 3 Dredd compares the example's keys alone; only a schema set here makes it look at values.
  // It takes a schema that does not name its dialect for draft-04.
  const bodySchema = dreddCaseSchema(schemaOf(pairs, documented), documented);
  expected.bodySchema = { $schema: "http://json-schema.org/draft-07/schema#", ...bodySchema };
  expected.body = JSON.stringify(documented.response);
  // Dredd wants Content-Type to the letter, and every documented header, optional ones too: we check it ourselves.
  delete expected.headers;

  request.body = JSON.stringify(documented.request);
  if (target.kind === "mock") {
    request.headers.Prefer = `code=${documented.status}, example=${documented.name}`;
  }
  const { method, headers, body } = request;
  const url = origin + transaction.fullPath;
  Object.assign(headers, await signForTarget({ method, url, headers, body }, target, documented.status, now));
}

/**
 * Dredd makes one transaction of an (operation, status), with its first example. Puts one for each documented case in
 * their place, in the same array, which Dredd goes through afterwards, and names them after their cases.
 * A case without a transaction, or a transaction without a case, stays as it is, and shows up as not run.
 */
function expandTransactions(transactions: DreddTransaction[], cases: readonly DocumentedCase[]): void {
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

/** What came of a run, by case title. */
interface CaseRunRecord {
  readonly verdicts: ReadonlyMap<string, DreddVerdict>;
  /** Answers that were seen. */
  readonly answers: ReadonlyMap<string, DreddAnswer>;
  /** What could not be tried, and why. */
  readonly untried: ReadonlyMap<string, Finding>;
  /** Whose answers are nested too deep to be read. */
  readonly deep: ReadonlySet<string>;
  /** How many transactions the hook was called for before they were sent. */
  readonly hooksRan: number;
}

/** Sends every case through Dredd. */
async function runCases(context: LayerContext, cases: readonly DocumentedCase[]): Promise<CaseRunRecord> {
  const byTitle = new Map(cases.map((documented) => [caseTitle(documented), documented]));
  const answers = new Map<string, DreddAnswer>();
  const untried = new Map<string, Finding>();
  const deep = new Set<string>();
  const { endless, target } = context;
  const usesUpQuota = target.kind !== "mock" && target.usesUpQuota === true;
  let hooksRan = 0;

  const verdicts = await runDredd({
    ...context,
    endpoint: context.url.href,
    contract: dreddContract(
      context.contract,
      context.pairs.filter(({ path, status }) => cases.some((one) => one.path === path && one.status === status)),
    ),
    handlers: {
      async beforeAll(transactions) {
        expandTransactions(transactions, cases);
      },
      beforeEach: (transaction) =>
        failing(transaction, async () => {
          hooksRan += 1;
          const documented = byTitle.get(transaction.id);
          if (documented === undefined) throw new Error("no documented case belongs to this transaction");
          const gone = endless.get(documented.path);
          if (gone !== undefined) {
            untried.set(transaction.id, notWaitedFor(gone));
            transaction.skip = true;
            return;
          }
          context.onAsked?.(documented.operationId);
          await prepareTransaction(transaction, documented, context);
        }),
      beforeEachValidation: (transaction) =>
        failing(transaction, async () => {
          const { real } = transaction;
          if (real === undefined) return;
          const documented = byTitle.get(transaction.id);
          if (usesUpQuota && documented?.status === tooMany && real.statusCode !== tooMany) {
            // Dredd sends a request once, which a quota seldom refuses: it is given the answer to the one that was too
            // many.
            const { status, headers, bytes } = await sendUntilLimited(documented, context);
            const body = Buffer.from(bytes).toString("base64");
            Object.assign(real, { statusCode: status, headers, body, bodyEncoding: "base64" });
          }
          if (real.statusCode === tooMany && documented?.status !== tooMany) {
            untried.set(transaction.id, limited);
            return;
          }
          answers.set(transaction.id, { ...real });
          const { bytes } = fromDredd(real);
          // Dredd would go through all levels, and then tell of others.
          const isDeep = readBody(bytes).findings.includes(tooDeep);
          if (isDeep) deep.add(transaction.id);
          // Dredd would take the base64 of a text that holds a U+FFFD for the text itself.
          Object.assign(real, { body: isDeep ? "" : Buffer.from(bytes).toString(), bodyEncoding: "utf-8" });
        }),
    },
    onEndless({ id }, reason) {
      const path = byTitle.get(id)?.path;
      if (path !== undefined) endless.set(path, reason);
    },
  });
  return { verdicts, answers, untried, deep, hooksRan };
}

/** Dredd must be told by `fail`: an error that leaves a hook would end the process, or pass unseen. */
async function failing(transaction: DreddTransaction, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    transaction.fail = error instanceof Error ? error.message : String(error);
  }
}

/**
 * What Dredd is to read of a contract without references: the given pairs with their examples, and no other status.
 * Schemas are left out: Dredd checks none of OpenAPI 3 (`expected.bodySchema` stays undefined, so each transaction is
 * given its own), yet parses them, which takes half of a run and yields some 200 warnings of words it does not know.
 */
export function dreddContract(contract: JsonObject, pairs: readonly ContractPair[]): JsonObject {
  const { securitySchemes = {} } = member(contract, "components");
  const reduced = withoutSchemas({ ...contract, components: { securitySchemes } }) as JsonObject;
  for (const { path, status } of pairsOf(contract)) {
    const own = pairs.filter((pair) => pair.path === path);
    // Of a path without answers Dredd would make a transaction all the same.
    if (own.length === 0) delete member(reduced, "paths")[path];
    else if (!own.some((pair) => pair.status === status)) {
      delete member(member(member(member(reduced, "paths"), path), "post"), "responses")[status];
    }
  }
  return reduced;
}

function withoutSchemas(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSchemas);
  if (!isObject(value)) return value;
  const { schema: _schema, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withoutSchemas(inner)]));
}
