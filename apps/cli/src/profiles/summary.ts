import type { Profile } from "./profile.js";

/** What may be shown of a profile: everything but its secrets. */
export interface ProfileSummary {
  readonly name: string;
  /** Whether it is used where none is named. */
  readonly default: boolean;
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly project: string | undefined;
  /** Its first four and last two characters. */
  readonly accessKeyId: string;
}

/** Summarises a profile; `isDefault` says whether it is used where none is named. */
export function summarise(name: string, profile: Profile, isDefault: boolean): ProfileSummary {
  const { endpoint, region, project, accessKeyId } = profile;
  // A secret pasted in place of the id stays mostly hidden as well.
  const shortened = accessKeyId.length > 8 ? `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-2)}` : "…";
  return { name, default: isDefault, endpoint, region, project, accessKeyId: shortened };
}
