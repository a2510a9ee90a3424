import { createKnowledgeBase, type KnowledgeBase, type KnowledgeBaseOptions } from "@viking-kb/client";
import { languageOf, UsageError } from "@viking-kb/command-line";
import type { GlobalOptions } from "./commands/options.js";
import { findProfile, mockName, type Profile, type Profiles } from "./profiles/profile.js";
import { profileFromEnvironment } from "./profiles/read-key.js";
import { profilesPath, readProfiles } from "./profiles/read-profiles.js";
import type { Terminal } from "./terminal.js";

/**
 * Finds out how to reach the API: by the profile of `--profile`, else by the environment, else by the default profile.
 * These sources are never mixed, but flags override each of them.
 *
 * @param needsKey whether something is signed: else there need be no key
 * @throws UsageError when the profile does not exist, or there is no key.
 */
export async function resolveConnection(
  flags: GlobalOptions,
  terminal: Terminal,
  needsKey = true,
): Promise<KnowledgeBaseOptions> {
  const profile = (await chooseProfile(flags.profile, terminal)) ?? (needsKey ? noKey(terminal) : nobody);
  return {
    credentials: profile,
    endpoint: flags.endpoint ?? profile.endpoint,
    region: flags.region ?? profile.region,
    project: flags.project ?? profile.project,
    retries: flags.retries,
    locale: languageOf(flags.lang, terminal.environment),
    now: terminal.now,
  };
}

async function chooseProfile(name: string | undefined, terminal: Terminal): Promise<Profile | undefined> {
  const path = profilesPath(terminal);
  if (name === mockName) return findProfile(await readProfiles(path).catch(noProfiles), name, path);
  if (name !== undefined) return findProfile(await readProfiles(path), name, path);

  const fromEnvironment = profileFromEnvironment(terminal.environment);
  if (fromEnvironment) return fromEnvironment;

  const profiles = await readProfiles(path);
  return profiles.default === undefined ? undefined : findProfile(profiles, profiles.default, path);
}

/** The key of a call that is not signed here. */
const nobody: Profile = { accessKeyId: "nobody", secretAccessKey: "nobody" };

function noKey(terminal: Terminal): never {
  throw new UsageError(
    `No key was found: --profile is not given, the environment has neither VIKING_KB_ACCESS_KEY_ID nor VOLC_ACCESSKEY, and ${profilesPath(terminal)} names no default profile.`,
    "Run `viking-kb profile add <name>`; or, against a running mock, add `--profile mock`.",
  );
}

/** The built-in profile does not need the file, so a broken file does not matter. */
function noProfiles(error: unknown): Profiles {
  if (error instanceof UsageError) return { profiles: {} };
  throw error;
}

/**
 * Calls the API. When something cannot be sent or signed, the client throws a TypeError before it sends anything: here
 * the cause is always a setting.
 *
 * @throws KnowledgeBaseError when the call fails
 * @throws UsageError when the endpoint, the region or the key cannot be used.
 */
export async function callKnowledgeBase<Data>(
  connection: KnowledgeBaseOptions,
  call: (knowledgeBase: KnowledgeBase) => Promise<Data>,
): Promise<Data> {
  try {
    return await call(createKnowledgeBase(connection));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message, "It comes from a flag, the profile or the environment.");
  }
}
