import { createKnowledgeBase, type KnowledgeBase, type SigningOptions } from "@viking-kb/client";
import { languageOf, UsageError } from "@viking-kb/command-line";
import type { GlobalOptions } from "./commands/options.js";
import { findProfile, mockName, type Profile, type Profiles } from "./profiles/profile.js";
import { profileFromEnvironment } from "./profiles/read-key.js";
import { profilesPath, readProfiles } from "./profiles/read-profiles.js";
import { noteLines } from "./show/columns.js";
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
): Promise<SigningOptions> {
  return (await resolveNamedConnection(flags, terminal, needsKey)).connection;
}

/** The same, with the name of the profile that it comes from; undefined where it comes from the environment. */
export async function resolveNamedConnection(
  flags: GlobalOptions,
  terminal: Terminal,
  needsKey = true,
): Promise<{ readonly connection: SigningOptions; readonly name: string | undefined }> {
  const { profile, name } = (await chooseProfile(flags, terminal)) ?? (needsKey ? noKey(terminal) : nobody);
  const connection = {
    credentials: profile,
    endpoint: flags.endpoint ?? profile.endpoint,
    region: flags.region ?? profile.region,
    project: flags.project ?? profile.project,
    retries: flags.retries,
    locale: languageOf(flags.lang, terminal.environment),
    now: terminal.now,
  };
  return { connection, name };
}

interface ChosenProfile {
  readonly profile: Profile;
  readonly name?: string;
}

async function chooseProfile(flags: GlobalOptions, terminal: Terminal): Promise<ChosenProfile | undefined> {
  const { profile: name } = flags;
  const path = profilesPath(terminal);
  const named = (profiles: Profiles, name: string) => ({ profile: findProfile(profiles, name, path), name });
  if (name === mockName) return named(await readProfiles(path).catch(noProfiles), name);
  if (name !== undefined) return named(await readProfiles(path), name);

  const fromEnvironment = profileFromEnvironment(terminal.environment);
  if (fromEnvironment) return { profile: fromEnvironment };

  const profiles = await readProfiles(path);
  if (profiles.default === undefined) return undefined;
  if (terminal.environment.VIKING_KB_ENDPOINT && !flags.endpoint && !flags.json) {
    const note = `note: VIKING_KB_ENDPOINT is not used, since no key stands beside it: the profile ${profiles.default} counts alone; --endpoint wins over it`;
    terminal.writeError(noteLines(note, terminal.errorColumns()).join(""));
  }
  return named(profiles, profiles.default);
}

/** The key of a call that is not signed here. */
const nobody: ChosenProfile = { profile: { accessKeyId: "nobody", secretAccessKey: "nobody" } };

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
  connection: SigningOptions,
  call: (knowledgeBase: KnowledgeBase) => Promise<Data>,
): Promise<Data> {
  try {
    return await call(createKnowledgeBase(connection));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message, "It comes from a flag, the profile or the environment.");
  }
}
