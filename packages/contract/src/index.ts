export type { Answer } from "./answer.js";
export { parseBaseUrl } from "./base-url.js";
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
export type { DocumentedCase } from "./documented-case.js";
export { serverFromEnvironment } from "./environment.js";
export { escapeUnprintable } from "./escape-unprintable.js";
export type { Finding } from "./finding.js";
export { formatDifference } from "./format-difference.js";
export { type FormatOptions, formatReport } from "./format-report.js";
export { isObject, type Json, type JsonObject, member } from "./json.js";
export { writeJson } from "./json-report.js";
export { writeJUnit } from "./junit.js";
export type { CaseVerdict, LayerFailure, LayerName, LayerResult } from "./layers/layer.js";
export { allLayers, chooseLayers } from "./layers/layers.js";
export type { Names } from "./names.js";
export { readNames } from "./names-file.js";
export type { Operation } from "./operation.js";
export type { CaseReport, LayerReport, Report } from "./report.js";
export { answerFields } from "./resource-fields.js";
export { readTriedContract, type TriedContract } from "./select-cases.js";
export { isLink } from "./signed-links.js";
export type { BusinessCode, ContractPair } from "./strict-contract.js";
export { summaryLine } from "./summary.js";
export type { Target } from "./target.js";
export { type VerifyOptions, verifyContract } from "./verify-contract.js";
