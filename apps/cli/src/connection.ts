import { createKnowledgeBase, type KnowledgeBase, optionsFromEnv, type SigningOptions } from "@viking-kb/client";
import { languageOf, UsageError } from "@viking-kb/command-line";
import type { GlobalOptions } from "./commands/options.js";
import { findProfile, mockName, type Profiles } from "./profiles/profile.js";
import { fromEnvironment } from "./profiles/read-key.js";
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
  const { settings, name } = (await chooseSettings(flags, terminal)) ?? (needsKey ? noKey(terminal) : nobody);
  const connection = {
    credentials: settings.credentials,
    endpoint: flags.endpoint ?? settings.endpoint,
    region: flags.region ?? settings.region,
    project: flags.project ?? settings.project,
    retries: flags.retries,
    locale: languageOf(flags.lang, terminal.environment),
    now: terminal.now,
  };
  return { connection, name };
}

/** Where the key is used, and how. */
interface ChosenSettings {
  readonly settings: SigningOptions;
  /** Name of the profile that they stand in. */
  readonly name?: string;
}

async function chooseSettings(flags: GlobalOptions, terminal: Terminal): Promise<ChosenSettings | undefined> {
  const { profile: name } = flags;
  const path = profilesPath(terminal);
  if (name === mockName) return settingsOf(await readProfiles(path).catch(noProfiles), name, path);
  if (name !== undefined) return settingsOf(await readProfiles(path), name, path);

  const settings = fromEnvironment(terminal.environment, optionsFromEnv);
  if (settings) return { settings };

  const profiles = await readProfiles(path);
  if (profiles.default === undefined) return undefined;
  const chosen = settingsOf(profiles, profiles.default, path);
  if (!flags.json) noteUnused(chosen, flags, terminal);
  return chosen;
}

function settingsOf(profiles: Profiles, name: string, path: string): Required<ChosenSettings> {
  const { endpoint, region, project, ...credentials } = findProfile(profiles, name, path);
  return { settings: { credentials, endpoint, region, project }, name };
}

/** Tells of each setting in the environment that would change something if a key stood beside it. */
function noteUnused({ settings, name }: Required<ChosenSettings>, flags: GlobalOptions, terminal: Terminal): void {
  for (const option of ["endpoint", "region", "project"] as const) {
    const variable = `VIKING_KB_${option.toUpperCase()}`;
    const value = terminal.environment[variable];
    if (!value || flags[option] !== undefined || value === settings[option]) continue;
    const note = `note: ${variable} is not used, since no key stands beside it: the profile ${name} counts alone; --${option} wins over it`;
    terminal.writeError(noteLines(note, terminal.errorColumns()).join(""));
  }
}

/** The key of a call that is not signed here. */
const nobody: ChosenSettings = { settings: { credentials: { accessKeyId: "nobody", secretAccessKey: "nobody" } } };

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
 * Calls the API. When something cannot be sent or signed, the client throws a TypeError before it sends anything.
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
    if (!(error instanceof TypeError) || (await isUsable(connection))) throw error;
    throw new UsageError(error.message, "It comes from a flag, the profile or the environment.");
  }
}

/** Whether a call can be signed, of which nothing is sent: where it can, another TypeError is not the settings' fault. */
async function isUsable(connection: SigningOptions): Promise<boolean> {
  try {
    await createKnowledgeBase(connection).explain(({ tasks }) => tasks.info("any"));
    return true;
  } catch {
    return false;
  }
}
