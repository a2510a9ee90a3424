import type { Names } from "./cases/names.js";
import type { SelectedCase } from "./cases/select-cases.js";
import type { Finding } from "./finding.js";
import type { JsonObject } from "./json.js";
import type { ShownExchange } from "./report/shown-exchange.js";
import type { ContractPair } from "./strict-contract.js";
import type { Exchange } from "./target/answer.js";
import type { Endless } from "./target/reach-target.js";
import type { Target } from "./target/target.js";

/** The layers of a verification, in the order in which they are run. */
const layerNames = ["dredd", "strict", "properties"] as const;
/** The name of a layer. */
export type LayerName = (typeof layerNames)[number];

/** One way of holding a target to the contract, which can be switched off alone. */
export interface Layer {
  readonly name: LayerName;
  /** What a target that it passes has been shown to do, in one sentence. */
  readonly proves: string;
  /** What it does not show, in one sentence. */
  readonly cannot: string;
  /** Rejects with a CannotRunError where nothing can be said of the target at all. */
  run(context: LayerContext): Promise<LayerResult>;
}

/** What a layer is run with. */
export interface LayerContext {
  readonly url: URL;
  readonly target: Target;
  /** The strict contract, without references. */
  readonly contract: JsonObject;
  readonly pairs: readonly ContractPair[];
  /** Every documented case in the target's own names, those that are not tried included. */
  readonly cases: readonly SelectedCase[];
  /** What the target calls the fixtures. */
  readonly names: Names;
  /** How long to wait for one answer. */
  readonly timeoutMilliseconds: number;
  /** The operations of which an answer had no end, whichever layer asked: none of them is asked again. */
  readonly endless: Endless;
  /** How long an answer may take; one that comes later is a fault. */
  readonly answerBudgetMilliseconds: number;
  readonly now: () => Date;
  /** Of the random requests. */
  readonly seed: number;
  readonly requestsPerOperation: number;
  /** Whether to end at the first failure. */
  readonly failFast: boolean;
  /** Whether Dredd may write its log to stderr. */
  readonly verbose: boolean;
  /** CommonJS file that Dredd takes its hooks from; ours when absent. */
  readonly hookFile?: string | undefined;
  /** Takes note that a request to an operation is sent. */
  onAsked?(operationId: string): void;
  /** Takes each request and its answer to the coverage. */
  onExchange(exchange: Exchange): void;
}

/** What failed, under a title that is unique within the operation. */
export interface LayerFailure {
  readonly operationId: string;
  readonly title: string;
  readonly findings: readonly Finding[];
  /** What was asked and answered, the smallest request that shows it. Absent in a documented case, which is known. */
  readonly asked?: readonly ShownExchange[] | undefined;
}

/** What came of one documented case in a layer that tries them. */
export interface CaseVerdict {
  readonly outcome: "passed" | "failed" | "skipped";
  /** Of what was skipped, why. */
  readonly findings: readonly Finding[];
  readonly milliseconds: number;
}

/** What came of a layer. */
export interface LayerResult {
  readonly outcome: "kept" | "broken" | "not run";
  /** How many requests, or other things that could have failed, were tried. */
  readonly checks: number;
  readonly failures: readonly LayerFailure[];
  /** Why it was not run. */
  readonly notRun?: string | undefined;
  /** By case title; absent where the layer does not try the documented cases. */
  readonly cases?: ReadonlyMap<string, CaseVerdict> | undefined;
  /** Parts that this target could not be tried with, each with its reason. */
  readonly notTried?: readonly string[] | undefined;
  /** How many transactions Dredd's hook was called for. Absent in other layers. */
  readonly hooksRan?: number | undefined;
}
