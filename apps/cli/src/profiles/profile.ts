import type { Credentials } from "@viking-kb/client";
import { UsageError } from "@viking-kb/command-line";

/** A key, and where and how it is used. For absent fields, the client's defaults count. */
export interface Profile extends Credentials {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly project?: string | undefined;
}

/** The content of profiles.json. Unknown members are kept when it is written again. */
export interface Profiles {
  /** Name of the profile that is used when none is named. */
  readonly default?: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** Name of the built-in profile. A profile of the user with this name takes its place. */
export const mockName = "mock";

/** Reaches the mock where it listens by default. It takes any key, so this one is no secret. */
export const mockProfile: Profile = {
  endpoint: "http://127.0.0.1:4010",
  accessKeyId: "AKLTEXAMPLE",
  secretAccessKey: "EXAMPLE",
};

/**
 * The profile with this name.
 *
 * @throws UsageError that lists the existing names.
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

/** Summarises a profile; `isDefault` says whether it is used when none is named. */
export function summarise(name: string, profile: Profile, isDefault: boolean) {
  const { endpoint, region, project, accessKeyId } = profile;
  // The first four and last two characters. Even a secret that was pasted in place of the id stays mostly hidden.
  const shortened = accessKeyId.length > 8 ? `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-2)}` : "…";
  return { name, default: isDefault, endpoint, region, project, accessKeyId: shortened };
}
