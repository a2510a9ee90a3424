export {
  type ExplainedScope,
  type ExplainOptions,
  explainSignature,
  type SignatureExplanation,
} from "./explain-signature.js";
export type { ExplainableRequest } from "./explained-request.js";
export type { MismatchCause, SignatureFinding, SignatureRemark } from "./finding.js";
