import type { CanonicalRequestParts } from "../sign/canonical-request.js";
import type { CredentialScope } from "../sign/credential-scope.js";
import type { RefusalReason } from "../verify/refusal-reason.js";

/** Why a signature does not match, found by signing again with one thing changed at a time. */
export type MismatchCause =
  | "body-changed"
  | "content-type-changed"
  | "header-order"
  | "header-white-space"
  | "host-changed"
  | "method-changed"
  | "path-changed"
  | "path-encoded-twice"
  | "path-normalised"
  | "plus-in-query"
  | "query-changed"
  | "query-order"
  | "scope-changed"
  | "signed-headers-changed"
  | "secret-misread"
  | "signing-key-of-another-scope"
  | "blank-line-missing";

/** Something that a verifier accepts, but that is worth knowing when looking for a fault. */
export type SignatureRemark =
  | "clock-drift"
  | "default-port-in-host"
  | "header-order"
  | "other-region"
  | "path-encoded-twice"
  | "path-normalised"
  | "plus-in-query"
  | "signature-not-checked"
  | "temporary-key-without-token"
  | "unsigned-header";

/** One thing that was found in a signed request. */
export interface SignatureFinding {
  /** A verifier's reason for refusal, the cause of a signature that does not match, or a remark. */
  readonly kind: RefusalReason | MismatchCause | SignatureRemark;
  /** A request with a fault is refused, one with remarks alone is not. */
  readonly severity: "fault" | "remark";
  /** A sentence that says what was found. */
  readonly what: string;
  /** What the rules require, or what was signed, where it can be shown. */
  readonly expected?: string | undefined;
  /** What the request holds, where it can be shown. */
  readonly actual?: string | undefined;
  /** A sentence that says what to do about it. */
  readonly advice: string;
}

/** What a finding says besides its kind and severity. */
export type FindingText = Omit<SignatureFinding, "kind" | "severity">;

/** A remark. */
export function remark(kind: SignatureRemark, text: FindingText): SignatureFinding {
  return { kind, severity: "remark", ...text };
}

/** A fault. */
export function fault(kind: RefusalReason | MismatchCause, text: FindingText): SignatureFinding {
  return { kind, severity: "fault", ...text };
}

/** One way in which the signed request may differ from the one that arrived. What is left out did not change. */
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
