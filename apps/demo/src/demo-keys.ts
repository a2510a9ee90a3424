import { type Fixtures, loadFixtures, type Storage } from "@viking-kb/server";
import { readSettings, type ServerSettings, writeSettings } from "./server-settings.js";

/** Variables that hold the key of a role of the fixtures. */
const variables = {
  reader: ["VIKING_KB_ACCESS_KEY_ID", "VIKING_KB_SECRET_ACCESS_KEY"],
  restricted: ["VIKING_KB_RESTRICTED_ACCESS_KEY_ID", "VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY"],
} as const;

/**
 * Loads the fixtures and keeps a settings file with the keys that they ask for. A secret can be had only when its key is
 * made, so a key whose secret the file has lost is revoked and made anew.
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
