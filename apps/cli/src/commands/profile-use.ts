import type { Command } from "commander";
import { printOutcome } from "../outcome.js";
import { findProfile } from "../profiles/find-profile.js";
import { profilesPath } from "../profiles/profiles-path.js";
import { updateProfiles } from "../profiles/update-profiles.js";
import type { Terminal } from "../terminal.js";

/** Adds `profile use`. */
export function addProfileUse(group: Command, terminal: Terminal): void {
  group
    .command("use")
    .description("Makes a profile the default.")
    .argument("<name>", "name of the profile")
    .action(async (name: string, _options: unknown, command: Command) => {
      const path = profilesPath(terminal);
      await updateProfiles(path, (current) => {
        findProfile(current, name, path);
        return { ...current, default: name };
      });
      await printOutcome(command, terminal, `Profile ${name} is the default.`, { name, default: true });
    });
}
