export type { AnswerProxy } from "./answer-proxy.js";
export { CannotRunError } from "./cannot-run-error.js";
export { compareAnswers, type Difference } from "./compare-answers.js";
export type { Covered, ExplainedBranch } from "./coverage/covered.js";
export { readExplained } from "./coverage/explained-file.js";
export type { Coverage } from "./coverage/measure-coverage.js";
export type { DifferentialCase, DifferentialReport, ReportedDifference } from "./differential/differential-report.js";
export { type Explanation, readExplanations } from "./differential/explanations.js";
export { findUnexplained, type Telling } from "./differential/find-unexplained.js";
export {
  type DifferentialVerdict,
  type JudgeOptions,
  judgeDifferential,
} from "./differential/judge-differential.js";
export type { CaseName, ComparedCase } from "./differential/match-explanations.js";
export {
  type ComparedTarget,
  type ComparedTrial,
  type Differential,
  type DifferentialOptions,
  runDifferential,
  type Side,
} from "./differential/run-differential.js";
export { type FaultName, faultNames } from "./faults.js";
export { startFaultyProxy } from "./faulty-proxy.js";
export type { Finding } from "./finding.js";
export { formatDifference } from "./format-difference.js";
export { type FormatOptions, formatReport } from "./format-report.js";
export { writeJson } from "./json-report.js";
export { writeJUnit } from "./junit.js";
export type { CaseVerdict, LayerFailure, LayerName, LayerResult } from "./layers/layer.js";
export { allLayers } from "./layers/layers.js";
export { type ExplainedMutant, findUnexplainedMutants, readExplainedMutants } from "./mutants/explained-mutants.js";
export { formatMeasurement } from "./mutants/format-measurement.js";
export { type KillMatrix, type KillRow, killMatrix, survivorsOf } from "./mutants/kill-matrix.js";
export { type Measurement, type MeasureOptions, measureMutants } from "./mutants/measure-mutants.js";
export type { MutantResult } from "./mutants/try-mutant.js";
export type { Names } from "./names.js";
export type { CaseReport, LayerReport, Report } from "./report.js";
export { summaryLine } from "./summary.js";
export type { Target } from "./target.js";
export { type VerifyOptions, verifyContract } from "./verify-contract.js";
