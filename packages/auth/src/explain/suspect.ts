import type { CanonicalRequestParts } from "../canonical-request.js";
import type { CredentialScope } from "../credential-scope.js";
import type { FindingText, MismatchCause } from "./finding.js";

/** A way in which a request may have been signed otherwise than it arrived; what it does not name is as it arrived. */
export interface Suspect extends FindingText {
  readonly kind: MismatchCause;
  readonly parts?: Partial<CanonicalRequestParts>;
  /** The body whose hash was signed. */
  readonly body?: string | Uint8Array;
  /** The canonical request itself, changed. */
  readonly rewrite?: (canonicalRequest: string) => string;
  readonly secretAccessKey?: string;
  /** The scope that the signing key was derived for. */
  readonly keyScope?: CredentialScope;
  /** The scope in the string to sign, and that of the signing key. */
  readonly scope?: CredentialScope;
}
