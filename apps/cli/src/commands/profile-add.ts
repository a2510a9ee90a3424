import type { Command } from "commander";
import { callKnowledgeBase } from "../call-knowledge-base.js";
import { given } from "../given.js";
import type { GlobalOptions } from "../global-options.js";
import { printOutcome } from "../outcome.js";
import type { Profiles } from "../profiles/profile.js";
import { assertProfileName } from "../profiles/profile-name.js";
import { profilesPath } from "../profiles/profiles-path.js";
import { readKey } from "../profiles/read-key.js";
import { readProfiles } from "../profiles/read-profiles.js";
import { summarise } from "../profiles/summary.js";
import { updateProfiles } from "../profiles/update-profiles.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import { examples } from "./examples.js";

/** Adds `profile add`. */
export function addProfileAdd(group: Command, terminal: Terminal): void {
  group
    .command("add")
    .summary("Saves a key and settings under a name.")
    .description(
      "Saves a key under a name, with --endpoint, --region and --project if given. The key is asked for; without a terminal it is read from standard input (a line for the id, one for the secret), else from the environment. The first profile becomes the default.",
    )
    .argument("<name>", "name of the new profile")
    .addHelpText(
      "after",
      examples(
        "viking-kb profile add work --project support",
        'printf \'%s\\n\' "$ID" "$SECRET" | viking-kb profile add work',
      ),
    )
    .action(async (name: string, _options: unknown, command: Command) => {
      const { endpoint, region, project } = command.optsWithGlobals<GlobalOptions>();
      const path = profilesPath(terminal);
      assertProfileName(name);
      await assertEndpoint(endpoint);
      // Before the questions too: nobody likes to answer them in vain.
      assertNew(await readProfiles(path), name);
      const profile = { ...(await readKey(terminal)), ...given({ endpoint, region, project }) };
      let isDefault = false;
      await updateProfiles(path, (current) => {
        assertNew(current, name);
        const { default: defaultName = name, profiles } = current;
        isDefault = defaultName === name;
        return { ...current, default: defaultName, profiles: { ...profiles, [name]: profile } };
      });
      const sentence = `Profile ${name} is saved in ${path}${isDefault ? "; it is the default" : ""}.`;
      await printOutcome(command, terminal, sentence, summarise(name, profile, isDefault));
    });
}

function assertNew({ profiles }: Profiles, name: string): void {
  if (!Object.hasOwn(profiles, name)) return;
  throw new UsageError(
    `There is a profile "${name}" already.`,
    `Choose another name, or first run: viking-kb profile remove ${name}`,
  );
}

/** The client looks at the endpoint before anything is asked or sent. */
function assertEndpoint(endpoint: string | undefined): Promise<void> {
  return callKnowledgeBase({ credentials: { accessKeyId: "", secretAccessKey: "" }, endpoint }, async () => undefined);
}
