import { isAbsolute, join } from "node:path";
import type { Terminal } from "../terminal.js";

/** Absolute path of the file that holds the profiles. */
export function profilesPath({ environment, homeFolder }: Pick<Terminal, "environment" | "homeFolder">): string {
  const configured = environment.XDG_CONFIG_HOME;
  // The XDG Base Directory Specification says to ignore a relative path.
  const folder = configured && isAbsolute(configured) ? configured : join(homeFolder, ".config");
  return join(folder, "viking-kb", "profiles.json");
}
