import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseEnv } from "node:util";
import { type Fixtures, loadFixtures, type Storage } from "@viking-kb/server";

/** The environment variables by which the sample app and the contract run reach the demo's server. */
export type ServerSettings = Readonly<Record<string, string>>;

/** The settings of an earlier start; empty when there was none. */
async function readSettings(file: string): Promise<ServerSettings> {
  try {
    return parseEnv(await readFile(file, "utf8")) as ServerSettings;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** Writes settings for `node --env-file`. They hold secrets, so only this user may read the file. */
export async function writeSettings(file: string, settings: ServerSettings): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, lines.join(""), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** The variables for the key of each role in the fixtures. */
const variables = {
  reader: ["VIKING_KB_ACCESS_KEY_ID", "VIKING_KB_SECRET_ACCESS_KEY"],
  restricted: ["VIKING_KB_RESTRICTED_ACCESS_KEY_ID", "VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY"],
} as const;

/**
 * Loads the fixtures, and keeps their keys in a file of settings. A secret is shown only when its key is made. So a key
 * whose secret is missing in the file is revoked and made again.
 */
export async function loadFixturesWithKeys(
  storage: Storage,
  fixtures: Fixtures,
  { settingsFile, now }: { readonly settingsFile: string; readonly now: () => Date },
): Promise<ServerSettings> {
  const known = await readSettings(settingsFile);
  let { keys } = await loadFixtures(storage, fixtures, { now });
  const lost = keys.filter(({ accessKeyId, secretAccessKey }) => {
    return secretAccessKey === null && !Object.values(known).includes(accessKeyId);
  });
  if (lost.length > 0) {
    await storage.change(async (changes) => {
      for (const { accessKeyId } of lost) await changes.revokeAccessKey(accessKeyId, now().getTime());
    });
    const made = (await loadFixtures(storage, fixtures, { now })).keys;
    keys = keys.map((key) => (lost.includes(key) ? (made.find(({ role }) => role === key.role) ?? key) : key));
  }
  const settings: Record<string, string> = { ...known };
  for (const [role, [id, secret]] of Object.entries(variables)) {
    const key = keys.find((candidate) => candidate.role === role);
    if (key?.secretAccessKey) Object.assign(settings, { [id]: key.accessKeyId, [secret]: key.secretAccessKey });
  }
  await writeSettings(settingsFile, settings);
  return settings;
}
