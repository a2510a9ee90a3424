export {
  type ExplainableRequest,
  type ExplainedScope,
  type ExplainOptions,
  explainSignature,
  type MismatchCause,
  type SignatureExplanation,
  type SignatureFinding,
  type SignatureRemark,
} from "@viking-kb/auth/explain";
