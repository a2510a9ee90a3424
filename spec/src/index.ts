// The contract as code, for everyone who answers by it, calls by it or reports about it.
export { repeatPoints } from "./fixture-points.js";
export { type AnswerField, answerFields } from "./generated/answer-fields.js";
export { type BusinessCodeKind, businessCodes, type FailedCode, failedCodes } from "./generated/business-codes.js";
export type { FieldDescription } from "./generated/field-descriptions.js";
export * as fieldDescriptions from "./generated/field-descriptions.js";
export { knownValues } from "./generated/known-values.js";
export type * from "./generated/models.js";
export { type OperationId, type OperationTypes, operations } from "./generated/operations.js";
export {
  compileRequestCheck,
  type FieldRule,
  isGiven,
  type RequestBody,
  type RequestCheck,
  type RequestRules,
  requestFault,
} from "./request-check.js";
