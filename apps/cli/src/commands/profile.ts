import { UsageError } from "@viking-kb/command-line";
import type { Command } from "commander";
import { callKnowledgeBase } from "../connection.js";
import {
  assertProfileName,
  findProfile,
  mockName,
  mockProfile,
  type ProfileSummary,
  type Profiles,
  summarise,
} from "../profiles/profile.js";
import { readKey } from "../profiles/read-key.js";
import { profilesPath, readProfiles } from "../profiles/read-profiles.js";
import { updateProfiles } from "../profiles/update-profiles.js";
import type { Paint } from "../show/paint.js";
import { table } from "../show/table.js";
import { formatJson } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { examples, type GlobalOptions, given } from "./options.js";
import { printOutcome } from "./print.js";

/** Adds `profile`, and the commands below it. */
export function addProfile(program: Command, terminal: Terminal): void {
  const group = program.command("profile").description("Keys and settings, saved under a name.");
  addAdd(group, terminal);
  addList(group, terminal);
  addUse(group, terminal);
  addRemove(group, terminal);
}

function addAdd(group: Command, terminal: Terminal): void {
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
      // Checked before the questions too: nobody wants to answer them in vain.
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

/** Lets the client check the endpoint, before anything is asked or sent. */
function assertEndpoint(endpoint: string | undefined): Promise<void> {
  return callKnowledgeBase({ credentials: { accessKeyId: "", secretAccessKey: "" }, endpoint }, async () => undefined);
}

function addList(group: Command, terminal: Terminal): void {
  group
    .command("list")
    .description("Lists the profiles, without their secrets. The profile mock is built in.")
    .action(async (_options: unknown, command: Command) => {
      const { default: defaultName, profiles } = await readProfiles(profilesPath(terminal));
      const summaries = Object.entries({ [mockName]: mockProfile, ...profiles }).map(([name, profile]) =>
        summarise(name, profile, name === defaultName),
      );
      const { json } = command.optsWithGlobals<GlobalOptions>();
      await terminal.write(json ? [formatJson(summaries)] : showProfiles(summaries, terminal.paint));
    });
}

function showProfiles(summaries: readonly ProfileSummary[], paint: Paint): string[] {
  const columns = [
    { name: "name", text: ({ name }: ProfileSummary) => name },
    { name: "default", text: (summary: ProfileSummary) => (summary.default ? "yes" : "") },
    { name: "access key id", text: ({ accessKeyId }: ProfileSummary) => accessKeyId },
    { name: "region", text: ({ region }: ProfileSummary) => region },
    { name: "project", text: ({ project }: ProfileSummary) => project },
    { name: "endpoint", text: ({ endpoint }: ProfileSummary) => endpoint },
  ];
  // Without a limit: an endpoint that is cut off cannot be copied.
  return table(summaries, columns, { columns: undefined, links: false, paint });
}

function addUse(group: Command, terminal: Terminal): void {
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

function addRemove(group: Command, terminal: Terminal): void {
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
