import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseEnv } from "node:util";

/** What a client needs to reach the demo's server, as the variables that the sample app and the contract run read. */
export type ServerSettings = Readonly<Record<string, string>>;

/** The settings that an earlier start wrote; none when there was none. */
export async function readSettings(file: string): Promise<ServerSettings> {
  try {
    return parseEnv(await readFile(file, "utf8")) as ServerSettings;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** Writes settings for `node --env-file`. They hold secrets, so no other user may read the file. */
export async function writeSettings(file: string, settings: ServerSettings): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, lines.join(""), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
