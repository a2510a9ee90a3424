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
