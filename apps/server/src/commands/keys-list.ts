import type { Command } from "commander";
import { printable } from "../printable.js";
import type { AccessKeySummary } from "../storage/records.js";
import type { Terminal } from "../terminal.js";
import { type DatabaseOptions, databaseOption, withStorage } from "./database-option.js";
import { describeProjects } from "./project-names.js";

/** Adds `keys list`. */
export function addKeysList(group: Command, terminal: Terminal): void {
  group
    .command("list")
    .description("Lists the keys, revoked ones too, without their secrets.")
    .option("--json", "as JSON")
    .addOption(databaseOption())
    .action(async (options: DatabaseOptions & { json?: true }) => {
      const keys = await withStorage(options, (storage) => storage.read((reads) => reads.listAccessKeys()));
      if (options.json) terminal.write(`${JSON.stringify(keys.map(toJson), null, 2)}\n`);
      else if (keys.length === 0) terminal.writeError("There is no key yet: viking-kb-server keys create makes one.\n");
      else for (const key of keys) terminal.write(`${describe(key)}\n`);
    });
}

function describe({ accessKeyId, name, projects, createTime, revokeTime }: AccessKeySummary): string {
  const state = revokeTime === null ? `made ${day(createTime)}` : `revoked ${day(revokeTime)}`;
  return `${accessKeyId}  ${state}, ${printable(describeProjects(projects))}: ${printable(name)}`;
}

function toJson({ createTime, revokeTime, ...key }: AccessKeySummary) {
  const time = (milliseconds: number) => new Date(milliseconds).toISOString();
  return { ...key, createTime: time(createTime), revokeTime: revokeTime === null ? null : time(revokeTime) };
}

function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
