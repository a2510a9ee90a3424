import type { DocumentedCase } from "../cases/documented-cases.js";
import type { Coverage } from "../coverage/measure-coverage.js";
import { compareAnswers, type Difference } from "../differences.js";
import type { Finding } from "../finding.js";
import { isObject, type JsonObject } from "../json.js";
import type { CaseVerdict, LayerName, LayerResult } from "../layer.js";
import { readBody, withoutSignatures } from "../strict/read-body.js";
import type { Answer } from "../target/answer.js";
import type { Target } from "../target/target.js";
import type { ShownExchange } from "./shown-exchange.js";

/** How one documented case came out. */
export interface CaseReport {
  readonly operationId: string;
  /** Documented HTTP status. */
  readonly status: number;
  /** Documented business code. */
  readonly code: number;
  readonly name: string;
  /** See `DocumentedCase`: such a case is no part of the documented pairs. */
  readonly later: boolean;
  /**
   * `skipped`: a layer did not get to it, so it is not proven; `not tried`: this target cannot be made to answer so.
   */
  readonly outcome: "passed" | "failed" | "skipped" | "not tried";
  /** Why it was not tried; empty when it was. */
  readonly notTried: string;
  /** What the strict checker found. */
  readonly findings: readonly Finding[];
  /** Why Dredd failed it, in Dredd's words; empty when it did not. */
  readonly dredd: string;
  /** Between the documented answer and the real one. None of them breaks the contract. */
  readonly differences: readonly Difference[];
  readonly milliseconds: number;
  /** What was sent and came back, where it failed. */
  readonly asked?: ShownExchange | undefined;
}

/** A layer as it was run. */
export interface LayerReport {
  readonly name: LayerName;
  readonly proves: string;
  readonly cannot: string;
  readonly result: LayerResult;
  readonly milliseconds: number;
}

/** How a target came out. */
export interface Report {
  readonly baseUrl: string;
  readonly target: Target["kind"];
  /** Every documented case, in the contract's order. */
  readonly cases: readonly CaseReport[];
  /** The layers that were run, in their order. */
  readonly layers: readonly LayerReport[];
  /** How many transactions Dredd's hook ran for; 0 without Dredd. Fewer than were tried, and its layer is broken. */
  readonly hooksRan: number;
  readonly coverage: Coverage;
  /** Whether no layer is broken, at least one is kept, and the coverage that was asked for is reached. */
  readonly kept: boolean;
  /** Of the random requests. */
  readonly seed: number;
  readonly milliseconds: number;
}

/** What is known of a case after all layers. */
interface CaseRecord {
  /** Of each layer that tried it. */
  readonly verdicts: readonly { readonly layer: LayerName; readonly verdict: CaseVerdict | undefined }[];
  /** The last that was seen. */
  readonly answer?: Answer | undefined;
  /** Of the documented answer, in OpenAPI 3.0's dialect. */
  readonly schema: JsonObject;
}

/**
 * Puts together what the layers found about a case.
 *
 * @param notTried why it was not tried; empty when it was
 */
export function reportCase(documented: DocumentedCase, notTried: string, record: CaseRecord): CaseReport {
  const { operationId, status, name, later } = documented;
  const { verdicts, answer, schema } = record;
  const saidBy = (name: LayerName) =>
    verdicts.flatMap(({ layer, verdict }) => (layer === name ? (verdict?.findings ?? []) : []));
  return {
    operationId,
    status,
    code: Number(documented.response.code),
    name,
    later,
    outcome: notTried === "" ? outcomeOf(verdicts.map(({ verdict }) => verdict?.outcome)) : "not tried",
    notTried,
    findings: saidBy("strict"),
    dredd: saidBy("dredd")
      .map(({ message }) => message)
      .join("; "),
    differences: answer ? differencesOf(documented, answer, schema) : [],
    milliseconds: verdicts.reduce((sum, { verdict }) => sum + (verdict?.milliseconds ?? 0), 0),
  };
}

/** A case that a layer did not get to, or that no layer tries, has not passed. */
function outcomeOf(outcomes: readonly (CaseVerdict["outcome"] | undefined)[]): CaseReport["outcome"] {
  if (outcomes.includes("failed")) return "failed";
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === "passed") ? "passed" : "skipped";
}

/** Of what cannot be read there are none: the strict checker says so. */
function differencesOf({ response }: DocumentedCase, answer: Answer, schema: JsonObject): Difference[] {
  const body = readBody(answer.bytes).value;
  return isObject(body) ? compareAnswers(withoutSignatures(response, schema), withoutSignatures(body, schema)) : [];
}

/** Whether a run proves that the contract is kept. */
export function isKept(layers: readonly LayerReport[]): boolean {
  const outcomes = layers.map(({ result }) => result.outcome);
  return outcomes.includes("kept") && !outcomes.includes("broken");
}

/** Whether Dredd was run. */
function hasDredd(layers: readonly LayerReport[]): boolean {
  return layers.some(({ name, result }) => name === "dredd" && result.outcome !== "not run");
}

/** What a layer came to, in words: `56 checks, 0 failed, 1.2 s`, or why it was not run. */
export function tellLayer({ result, milliseconds }: LayerReport): string {
  const { outcome, checks, failures, notRun = "" } = result;
  const seconds = (milliseconds / 1000).toFixed(1);
  return outcome === "not run" ? notRun : `${checks} checks, ${failures.length} failed, ${seconds} s`;
}

/** How many cases came out in each way, and how many of the documented (operation, status) pairs are kept. */
export interface Summary {
  readonly pairs: number;
  readonly keptPairs: number;
  readonly tried: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notTried: number;
}

/** Counts what came of a report's cases. */
export function summarize(cases: readonly CaseReport[]): Summary {
  const count = (outcome: CaseReport["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  const pairOf = ({ operationId, status }: CaseReport) => `${operationId} ${status}`;
  const documented = cases.filter(({ later }) => !later);
  const pairs = new Set(documented.map(pairOf));
  const brokenPairs = new Set(documented.filter(({ outcome }) => outcome !== "passed").map(pairOf));
  return {
    pairs: pairs.size,
    keptPairs: pairs.size - brokenPairs.size,
    tried: cases.length - count("not tried"),
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    notTried: count("not tried"),
  };
}

/** The closing line: `16/16 documented pairs, 56/56 cases, 0 failed, 0 skipped, hooks ran 56 times`. */
export function summaryLine({ cases, layers, hooksRan }: Report): string {
  const { pairs, keptPairs, tried, passed, failed, skipped, notTried } = summarize(cases);
  return [
    `${keptPairs}/${pairs} documented pairs`,
    `${passed}/${tried} cases`,
    `${failed} failed`,
    `${skipped} skipped`,
    ...(notTried > 0 ? [`${notTried} not tried`] : []),
    ...(hasDredd(layers) ? [`hooks ran ${hooksRan} times`] : []),
  ].join(", ");
}

/** Whether the contract is kept, in a sentence: `The contract is broken: strict 22 of 105 checks failed.` */
export function verdictLine({ kept, layers, coverage }: Pick<Report, "kept" | "layers" | "coverage">): string {
  if (kept) return "The contract is kept.";
  const broken = layers
    .filter(({ result }) => result.outcome === "broken")
    .map(({ name, result }) =>
      result.failures.length === 0
        ? `${name} proves nothing`
        : `${name} ${result.failures.length} of ${result.checks} checks failed`,
    );
  if (broken.length === 0 && layers.every(({ result }) => result.outcome !== "kept")) broken.push("no layer was run");
  if (coverage.gate?.reached === false) broken.push("the coverage that was asked for is not reached");
  return `The contract is ${layers.some(({ result }) => result.outcome === "broken") ? "broken" : "not proven"}: ${broken.join(", ")}.`;
}

/** What is said where the hook of Dredd did not run for each case; nothing where it did, or Dredd was not run. */
export function hookRemark({ cases, layers, hooksRan }: Report): string[] {
  if (!hasDredd(layers)) return [];
  const tried = cases.filter(({ outcome }) => outcome !== "not tried").length;
  return hooksRan === tried ? [] : [`The hook must run once for each of the ${tried} cases: this run proves nothing.`];
}
