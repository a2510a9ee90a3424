import type { Credentials } from "@viking-kb/client";

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
