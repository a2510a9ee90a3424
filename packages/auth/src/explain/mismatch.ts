import { defaultRegion, service } from "../generated/scheme.js";
import type { CanonicalRequestParts } from "../sign/canonical-request.js";
import { type CredentialScope, formatCredentialScope } from "../sign/credential-scope.js";
import { sha256 } from "../sign/digest.js";
import { deriveSigningKey, stringToSign } from "../sign/signing-key.js";
import { refusalReasons } from "../verify/refusal-reason.js";
import { canonicalRequestsOf } from "../verify/verify-request.js";
import { bodyVariants } from "./body-variants.js";
import type { Evidence } from "./evidence.js";
import { refusalAdvice } from "./fault-text.js";
import { fault, type SignatureFinding, type Suspect } from "./finding.js";
import { headerSuspects } from "./header-suspects.js";
import { targetSuspects } from "./target-suspects.js";

/**
 * Finds why a signature does not match. Signs the request again with one thing changed at a time, until the result is
 * the received signature. At most about seventy signatures are tried; two changes at once are not.
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

/** Whether the received signature is that of the request with the suspect's changes. */
export async function isSignedAs(
  suspect: Omit<Suspect, "kind" | "what" | "advice">,
  { authorization, credentials, dateText }: Evidence,
  parts: CanonicalRequestParts,
): Promise<boolean> {
  if (authorization === undefined || credentials === undefined || dateText === undefined) return false;
  const { secretAccessKey = credentials.secretAccessKey, scope = authorization.scope, keyScope = scope } = suspect;
  const body = suspect.body === undefined ? {} : { contentHash: await sha256(suspect.body) };
  const { hmac } = await deriveSigningKey(secretAccessKey, formatCredentialScope(keyScope));
  for (const text of canonicalRequestsOf({ ...parts, ...body, ...suspect.parts })) {
    const signed = await stringToSign(dateText, formatCredentialScope(scope), suspect.rewrite?.(text) ?? text);
    if ((await hmac(signed, "hex")) === authorization.signature) return true;
  }
  return false;
}

/** Everything that is tried when a signature does not match, the most common causes first. */
function* suspects(evidence: Evidence, parts: CanonicalRequestParts): Generator<Suspect> {
  yield* headerSuspects(evidence, parts);
  yield* bodySuspects(evidence);
  yield* targetSuspects(evidence, parts);
  yield* methodSuspects(parts);
  yield* scopeSuspects(evidence);
  yield* secretSuspects(evidence);
  yield {
    kind: "blank-line-missing",
    what: "the canonical request was built without the blank line in front of SignedHeaders",
    advice: "End each canonical header with a line feed, the last one too, and join the six parts by line feeds.",
    rewrite: (text) => text.replace("\n\n", "\n"),
  };
}

function* bodySuspects({ request, sentHash }: Evidence): Generator<Suspect> {
  // If a hash was sent, it says which body was signed, and faults.ts compares it with the body.
  if (sentHash !== undefined) return;
  for (const { body, name, advice } of bodyVariants(request.body)) {
    yield { kind: "body-changed", what: `the signature is made for ${name}`, advice, body };
  }
}

function* methodSuspects({ method: actual }: CanonicalRequestParts): Generator<Suspect> {
  for (const method of [actual.toUpperCase(), "POST", "GET"].filter((candidate) => candidate !== actual)) {
    yield {
      kind: "method-changed",
      what: "the signature is made for another method",
      expected: method,
      actual,
      advice: "Sign the method that is sent, in the same letters; a redirect may turn POST into GET.",
      parts: { method },
    };
  }
}

function* scopeSuspects({ authorization, moment }: Evidence): Generator<Suspect> {
  if (authorization === undefined) return;
  const { scope } = authorization;
  const shown = ({ day, region, service: name }: CredentialScope) => `${day}/${region}/${name}`;
  for (const other of neighbouringScopes(scope, moment)) {
    const shownScopes = { expected: shown(other), actual: shown(scope) };
    yield {
      kind: "scope-changed",
      what: "the signature is made for another scope than the one in Credential",
      ...shownScopes,
      advice: "Use one scope for the signing key, the string to sign and Credential.",
      scope: other,
    };
    yield {
      kind: "signing-key-of-another-scope",
      what: "the signing key was derived for another scope than the one in Credential",
      ...shownScopes,
      advice: "Use one scope for the signing key, the string to sign and Credential; keep derived keys by day, too.",
      keyScope: other,
    };
  }
}

function neighbouringScopes(scope: CredentialScope, moment: Date | undefined): CredentialScope[] {
  const regions = [defaultRegion, "cn-north-1", ""].map((region) => ({ ...scope, region }));
  const days = [-1, 1].flatMap((offset) =>
    moment === undefined ? [] : [{ ...scope, day: dayOf(new Date(moment.getTime() + offset * 86_400_000)) }],
  );
  return [...regions, ...days, { ...scope, service }].filter(
    ({ day, region, service: name }) => day !== scope.day || region !== scope.region || name !== scope.service,
  );
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

function* secretSuspects({ credentials }: Evidence): Generator<Suspect> {
  if (credentials === undefined) return;
  const { accessKeyId, secretAccessKey } = credentials;
  const advice = "Read the secret as the console shows it: text, in UTF-8, with nothing around it.";
  const readings: readonly (readonly [what: string, secret: string])[] = [
    ["the secret was used with a line break at its end", `${secretAccessKey}\n`],
    ["the secret was used with AWS's prefix, AWS4", `AWS4${secretAccessKey}`],
    ["the access key id was used in place of the secret", accessKeyId],
  ];
  for (const [what, secret] of readings) yield { kind: "secret-misread", what, advice, secretAccessKey: secret };
}
