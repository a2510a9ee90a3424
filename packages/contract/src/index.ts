export type { DocumentedCase } from "./cases/documented-cases.js";
export type { Names } from "./cases/names.js";
export { readTriedContract, type TriedContract } from "./cases/select-cases.js";
export { targetOf } from "./command/verify.js";
export { findUnexplained } from "./compare/explain-differences.js";
export { judgeComparison } from "./compare/judge-comparison.js";
export { runComparison, type Side } from "./compare/run-comparison.js";
export { formatDifference } from "./differences.js";
export { answerNames } from "./field-kinds.js";
export { CannotRunError } from "./finding.js";
export { isObject, type Json, type JsonObject, member } from "./json.js";
export type { LayerName } from "./layer.js";
export { type OnProgress, type ProgressSettings, withProgress } from "./progress.js";
export { type Explanation, isAbout, readExplanations } from "./report/explanations.js";
export { formatReport } from "./report/format-report.js";
export type { CaseReport, Report } from "./report/report.js";
export { summaryLine } from "./report/report.js";
export { assertWritable, writeJson } from "./report/report-files.js";
export { isLink } from "./strict/read-body.js";
export {
  type BusinessCode,
  businessCodes,
  type ContractPair,
  codeIn,
  codeOf,
  type Operation,
  type RequestField,
} from "./strict-contract.js";
export type { Answer } from "./target/answer.js";
export type { Target } from "./target/target.js";
export { parseBaseUrl } from "./target/target.js";
export { allLayers, chooseLayers, type VerifyOptions, verifyContract } from "./verify-contract.js";
