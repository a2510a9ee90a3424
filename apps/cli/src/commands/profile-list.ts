import type { Command } from "commander";
import type { GlobalOptions } from "../global-options.js";
import { formatJson } from "../json.js";
import { printable } from "../printable.js";
import { mockName, mockProfile } from "../profiles/find-profile.js";
import { profilesPath } from "../profiles/profiles-path.js";
import { readProfiles } from "../profiles/read-profiles.js";
import { type ProfileSummary, summarise } from "../profiles/summary.js";
import { table } from "../table.js";
import type { Terminal } from "../terminal.js";

/** Adds `profile list`. */
export function addProfileList(group: Command, terminal: Terminal): void {
  group
    .command("list")
    .description("Lists the profiles, without their secrets. The profile mock is built in.")
    .action(async (_options: unknown, command: Command) => {
      const { default: defaultName, profiles } = await readProfiles(profilesPath(terminal));
      const summaries = Object.entries({ [mockName]: mockProfile, ...profiles }).map(([name, profile]) =>
        summarise(name, profile, name === defaultName),
      );
      const { json } = command.optsWithGlobals<GlobalOptions>();
      await terminal.write(json ? [formatJson(summaries)] : showProfiles(summaries));
    });
}

function showProfiles(summaries: readonly ProfileSummary[]): string[] {
  const cells = (text: (summary: ProfileSummary) => string | undefined) =>
    summaries.map((summary) => printable(text(summary) ?? ""));
  const columns = [
    { name: "name", cells: cells(({ name }) => name) },
    { name: "default", cells: cells((summary) => (summary.default ? "yes" : "")) },
    { name: "access key id", cells: cells(({ accessKeyId }) => accessKeyId) },
    { name: "region", cells: cells(({ region }) => region) },
    { name: "project", cells: cells(({ project }) => project) },
    { name: "endpoint", cells: cells(({ endpoint }) => endpoint) },
  ];
  // An endpoint that is cut cannot be copied.
  return table(columns, undefined);
}
