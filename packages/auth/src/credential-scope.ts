import { terminator } from "./generated/scheme.js";

/** What a signing key is good for: one day, one region, one service. */
export interface CredentialScope {
  /** UTC day as `yyyyMMdd`, the first eight digits of X-Date. */
  readonly day: string;
  /** May be empty: some signers send none. */
  readonly region: string;
  readonly service: string;
}

/** The scope as it stands in `Credential` and in the string to sign. */
export function formatCredentialScope({ day, region, service }: CredentialScope): string {
  return `${day}/${region}/${service}/${terminator}`;
}

/** Whether a text can be a region or a service: visible ASCII without `,` and `/`, which separate; perhaps empty. */
export function isScopeSegment(text: string): boolean {
  return /^[\x21-\x2b\x2d\x2e\x30-\x7e]*$/.test(text);
}
