// The entry point `@viking-kb/client/explain`: the explanations of auth, so that users of the client need no second
// package; and what takes the parts of a key out of what is shown.

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
export { removeSecrets } from "./errors/redact.js";
