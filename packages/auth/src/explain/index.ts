export type { ExplainableRequest } from "./evidence.js";
export {
  type ExplainedScope,
  type ExplainOptions,
  explainSignature,
  type SignatureExplanation,
} from "./explain-signature.js";
export type { MismatchCause, SignatureFinding, SignatureRemark } from "./finding.js";
