import { algorithm, maximumExpirySeconds, queryParameterNames } from "../generated/scheme.js";
import { isOfScheme, type QueryParameter } from "../sign/canonical-target.js";
import { type Credential, parseCredential } from "../sign/credential-scope.js";
import { signingDay } from "../sign/signing-date.js";
import { isDigest } from "../verify/authorization-header.js";
import type { SignatureClaim } from "../verify/check-signature.js";
import { parseSigningDate } from "../verify/parse-signing-date.js";
import type { LinkRefusalReason } from "./link-refusal-reason.js";

/** What the query of a presigned link says, after every check that needs neither key nor clock. */
export interface LinkClaim extends Credential, SignatureClaim {
  readonly date: Date;
  readonly expiresInSeconds: number;
  /** The parameters that the signature covers: all but the signature itself. */
  readonly signedParameters: readonly QueryParameter[];
}

/** Reads the query of a presigned link, or gives the reason for refusing it. */
export function readLinkClaim(parameters: readonly QueryParameter[], service: string): LinkClaim | LinkRefusalReason {
  const values = new Map(parameters);
  if (hasRepeatedParameter(parameters)) return "repeated-parameter";
  const required = readRequired(values);
  if (required === undefined) return "missing-parameter";
  if (required.algorithm !== algorithm) return "unsupported-algorithm";
  if (required.signedHeaders !== "" || required.notSignBody !== "") return "unsupported-signed-headers";

  const credential = parseCredential(required.credential);
  if (typeof credential === "string") return credential;
  if (credential.scope.service !== service) return "wrong-service";
  const date = parseSigningDate(required.date);
  if (date === undefined) return "malformed-date";
  if (credential.scope.day !== signingDay(required.date)) return "scope-date-mismatch";
  const expiresInSeconds = /^[1-9]\d{0,5}$/.test(required.expires) ? Number(required.expires) : Number.NaN;
  if (!(expiresInSeconds <= maximumExpirySeconds)) return "malformed-expiry";
  if (!isDigest(required.signature)) return "malformed-signature";

  const signedParameters = readSignedParameters(parameters, required.signedQueries);
  if (typeof signedParameters === "string") return signedParameters;
  const { accessKeyId, scope } = credential;
  const { signature, date: dateText } = required;
  const securityToken = values.get(queryParameterNames.securityToken);
  return { accessKeyId, scope, signature, dateText, date, expiresInSeconds, securityToken, signedParameters };
}

/** The parameters that every presigned link has. Only the link of a temporary key has a session token as well. */
type RequiredParameters = Record<Exclude<keyof typeof queryParameterNames, "securityToken">, string>;

function readRequired(values: ReadonlyMap<string, string>): RequiredParameters | undefined {
  const { securityToken: _, ...required } = queryParameterNames;
  const entries = Object.entries(required).map(([key, name]) => [key, values.get(name)]);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

/**
 * The parameters that X-SignedQueries names. It must name all that were sent: otherwise the holder of a link could add
 * one, and the server would take it as signed. It may leave out its own name, as the vendor's Node signers do: changing
 * the list changes what is signed in any case.
 */
function readSignedParameters(
  parameters: readonly QueryParameter[],
  signedQueries: string,
): readonly QueryParameter[] | LinkRefusalReason {
  const list = signedQueries.split(";");
  const names = new Set(list);
  const signed = parameters.filter(([name]) => names.has(name));
  if (signed.length < list.length || names.has(queryParameterNames.signature)) return "malformed-signed-queries";
  const { signature, signedQueries: listName } = queryParameterNames;
  const others = parameters.filter(([name]) => !names.has(name) && name !== signature && name !== listName);
  return others.length > 0 ? "unsigned-parameter" : signed;
}

/**
 * Whether a parameter is there twice: two readers of the query might take different ones. For the scheme's own
 * parameters, upper and lower case are the same.
 */
export function hasRepeatedParameter(parameters: readonly QueryParameter[]): boolean {
  const names = parameters.map((parameter) => (isOfScheme(parameter) ? parameter[0].toLowerCase() : parameter[0]));
  return new Set(names).size < names.length;
}
