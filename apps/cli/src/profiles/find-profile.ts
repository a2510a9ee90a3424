import { UsageError } from "../usage-error.js";
import type { Profile, Profiles } from "./profile.js";

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
