import type { SignedHeader } from "../canonical-headers.js";
import { type CanonicalRequestParts, canonicalRequest } from "../canonical-request.js";
import { formatCredentialScope } from "../credential-scope.js";
import { sha256Hex } from "../digest.js";
import { hostSpellings } from "../host-spellings.js";
import { refusalReasons } from "../refusal-reason.js";
import { signature } from "../signature.js";
import { deriveSigningKey } from "../signing-key.js";
import type { Evidence } from "./evidence.js";
import { fault, type SignatureFinding } from "./finding.js";
import { refusalAdvice } from "./refusal-advice.js";
import type { Suspect } from "./suspect.js";
import { suspects } from "./suspects.js";

/**
 * Why a signature does not match: signs the request again with one thing changed at a time, until the signature is the
 * one that was received. Some seventy signatures at most; two changes at once are not tried.
 */
export async function explainMismatch(evidence: Evidence, parts: CanonicalRequestParts): Promise<SignatureFinding> {
  for (const suspect of suspects(evidence, parts)) {
    if (await isSignedAs(suspect, evidence, parts)) {
      const { kind, what, expected, actual, advice } = suspect;
      return fault(kind, { what, expected, actual, advice });
    }
  }
  const { "signature-mismatch": what } = refusalReasons;
  return fault("signature-mismatch", { what, advice: refusalAdvice["signature-mismatch"] });
}

/** Whether the received signature is that of the request with what the suspect changes. */
export async function isSignedAs(
  suspect: Omit<Suspect, "kind" | "what" | "advice">,
  { authorization, credentials, dateText }: Evidence,
  parts: CanonicalRequestParts,
): Promise<boolean> {
  if (authorization === undefined || credentials === undefined || dateText === undefined) return false;
  const { secretAccessKey = credentials.secretAccessKey, scope = authorization.scope, keyScope = scope } = suspect;
  const body = suspect.body === undefined ? {} : { contentHash: await sha256Hex(suspect.body) };
  const signingKey = await deriveSigningKey(secretAccessKey, formatCredentialScope(keyScope));
  const assumed = { ...parts, ...body, ...suspect.parts };
  for (const headers of withHostSpellings(assumed.headers)) {
    const text = canonicalRequest({ ...assumed, headers });
    const signed = suspect.rewrite?.(text) ?? text;
    const expected = await signature(signingKey, dateText, formatCredentialScope(scope), signed);
    if (expected === authorization.signature) return true;
  }
  return false;
}

/** The headers with each Host that a verifier tries. */
function withHostSpellings(headers: readonly SignedHeader[]): readonly (readonly SignedHeader[])[] {
  const host = headers.find(([name]) => name === "host")?.[1] ?? "";
  return hostSpellings(host).map((spelling) =>
    headers.map((header): SignedHeader => (header[0] === "host" ? ["host", spelling] : header)),
  );
}
