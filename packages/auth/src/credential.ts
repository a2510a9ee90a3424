import { isAccessKeyId } from "./access-key-id.js";
import { type CredentialScope, formatCredentialScope } from "./credential-scope.js";
import { isCredentialSegment } from "./credential-segment.js";
import { terminator } from "./generated/scheme.js";

/** The `Credential` part of Authorization: whose key signed, and within which scope. */
export interface Credential {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
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
