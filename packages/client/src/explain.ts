// The entry point `@viking-kb/client/explain`: the explanations of auth, so that users of the client need no second package.

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
