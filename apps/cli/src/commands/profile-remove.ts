import type { Command } from "commander";
import { printOutcome } from "../outcome.js";
import { mockName } from "../profiles/find-profile.js";
import { profilesPath } from "../profiles/profiles-path.js";
import { updateProfiles } from "../profiles/update-profiles.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** Adds `profile remove`. */
export function addProfileRemove(group: Command, terminal: Terminal): void {
  group
    .command("remove")
    .description("Removes a profile and its key.")
    .argument("<name>", "name of the profile")
    .action(async (name: string, _options: unknown, command: Command) => {
      const path = profilesPath(terminal);
      let wasDefault = false;
      await updateProfiles(path, (current) => {
        if (!Object.hasOwn(current.profiles, name)) {
          const builtIn = name === mockName ? " The one that is built in cannot be removed." : "";
          throw new UsageError(`There is no profile "${name}" in ${path}.${builtIn}`);
        }
        const { default: defaultName, ...rest } = current;
        const { [name]: _removed, ...profiles } = current.profiles;
        wasDefault = defaultName === name;
        return { ...rest, ...(wasDefault ? {} : { default: defaultName }), profiles };
      });
      const sentence = `Profile ${name} is removed${wasDefault ? "; there is no default now" : ""}.`;
      await printOutcome(command, terminal, sentence, { name });
    });
}
