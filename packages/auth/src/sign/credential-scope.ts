import { isAccessKeyId, isCredentialSegment } from "../checks.js";
import { terminator } from "../generated/scheme.js";

/** What a signing key is valid for: one day, one region, one service. */
export interface CredentialScope {
  /** UTC day as `yyyyMMdd`, the first eight digits of X-Date. */
  readonly day: string;
  /** May be empty: some signers send none. */
  readonly region: string;
  readonly service: string;
}

/** The `Credential` part of Authorization: whose key signed, and within which scope. */
export interface Credential {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
}

/** The scope as it stands in `Credential` and in the string to sign. */
export function formatCredentialScope({ day, region, service }: CredentialScope): string {
  return `${day}/${region}/${service}/${terminator}`;
}

/** The credential as Authorization carries it. */
export function formatCredential({ accessKeyId, scope }: Credential): string {
  return `${accessKeyId}/${formatCredentialScope(scope)}`;
}

/** Reads a credential: exactly five segments, of which only the region may be empty. */
export function parseCredential(text: string): Credential | "malformed-credential" | "wrong-terminator" {
  const segments = text.split("/", 6);
  const [accessKeyId = "", day = "", region = "", service = "", end] = segments;
  const wellFormed =
    segments.length === 5 && isAccessKeyId(accessKeyId) && /^\d{8}$/.test(day) && isCredentialSegment(region + service);
  if (!wellFormed) return "malformed-credential";
  return end === terminator ? { accessKeyId, scope: { day, region, service } } : "wrong-terminator";
}
