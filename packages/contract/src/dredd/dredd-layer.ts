import { caseTitle, type DocumentedCase } from "../cases/documented-cases.js";
import { CannotRunError } from "../finding.js";
import { isObject, type JsonObject, toJsonSchema } from "../json.js";
import type { CaseVerdict, Layer, LayerContext, LayerFailure, LayerResult } from "../layer.js";
import { businessCodes, codeIn, schemaOf } from "../strict-contract.js";
import { fromDredd } from "../target/answer.js";
import { runCases } from "./run-cases.js";

/** Dredd, with the schema of each answer put in by us: for OpenAPI 3 it compares no more than an example's keys. */
export const dreddLayer: Layer = {
  name: "dredd",
  proves: "Each documented request is answered with its status and a body of its schema, as Dredd reads them.",
  cannot: "It sees no bytes, headers or formats, no tie between fields or answers, and no request but the documented.",
  run: runDreddLayer,
};

async function runDreddLayer(context: LayerContext): Promise<LayerResult> {
  const { pairs, failFast } = context;
  const tried = context.cases.filter(({ notTried }) => notTried === "").map(({ documented }) => documented);
  const record = await runCases(context, tried, (documented) =>
    dreddCaseSchema(schemaOf(pairs, documented), documented),
  ).catch((error: Error) => {
    throw new CannotRunError(`Dredd cannot run the contract: ${error.message}.`, { cause: error });
  });
  const cases = new Map<string, CaseVerdict>();
  const failures: LayerFailure[] = [];
  for (const documented of tried) {
    const title = caseTitle(documented);
    const verdict = record.verdicts.get(title);
    if (failFast && verdict?.outcome === "skipped" && failures.length > 0) continue;
    const outcome = verdict?.outcome ?? "skipped";
    const message = outcome === "skipped" ? "Dredd did not run it" : (verdict?.message ?? "");
    const findings = message === "" ? [] : [{ at: "dredd", message }];
    cases.set(title, { outcome, findings, milliseconds: verdict?.milliseconds ?? 0 });
    if (findings.length > 0) failures.push({ operationId: documented.operationId, title, findings });
    const real = record.answers.get(title);
    if (real === undefined) continue;
    context.onExchange({
      operationId: documented.operationId,
      request: { method: "POST", path: documented.path, body: JSON.stringify(documented.request) },
      answer: fromDredd(real),
      documented,
      kept: findings.length === 0,
    });
  }
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
