import type { Credentials } from "@viking-kb/client";
import { UsageError } from "@viking-kb/command-line";

/** A key, and where and how it is used. What is absent is left to the client's defaults. */
export interface Profile extends Credentials {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly project?: string | undefined;
}

/** What profiles.json holds. Members that are not described here are kept when it is written again. */
export interface Profiles {
  /** Name of the profile that is used where none is named. */
  readonly default?: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** Name of the profile that needs no set-up. A profile of the user's own with this name wins. */
export const mockName = "mock";

/** Reaches the mock where it listens by default. It takes any key, so this one is no secret. */
export const mockProfile: Profile = {
  endpoint: "http://127.0.0.1:4010",
  accessKeyId: "AKLTEXAMPLE",
  secretAccessKey: "EXAMPLE",
};

/**
 * The profile of a name.
 *
 * @throws UsageError that lists the names there are.
 */
export function findProfile({ profiles }: Profiles, name: string, path: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return profile;
  if (name === mockName) return mockProfile;
  const names = [...new Set([...Object.keys(profiles), mockName])].join(", ");
  throw new UsageError(`There is no profile "${name}" in ${path}.`, `There are: ${names}.`);
}

/** @throws UsageError when a text cannot name a profile. */
export function assertProfileName(name: string): void {
  if (/^[A-Za-z0-9][\w.-]{0,63}$/.test(name)) return;
  throw new UsageError(
    "A profile's name is 1 to 64 letters, digits, `_`, `-` and `.`, and begins with a letter or digit.",
  );
}

/** What may be shown of a profile: everything but its secrets. */
export type ProfileSummary = ReturnType<typeof summarise>;

/** Summarises a profile; `isDefault` says whether it is used where none is named. */
export function summarise(name: string, profile: Profile, isDefault: boolean) {
  const { endpoint, region, project, accessKeyId } = profile;
  // Its first four and last two characters: a secret pasted in place of the id stays mostly hidden as well.
  const shortened = accessKeyId.length > 8 ? `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-2)}` : "…";
  return { name, default: isDefault, endpoint, region, project, accessKeyId: shortened };
}
