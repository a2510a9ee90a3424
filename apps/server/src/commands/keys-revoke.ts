import type { Command } from "commander";
import { printable } from "../printable.js";
import type { Terminal } from "../terminal.js";
import { type DatabaseOptions, databaseOption, withStorage } from "./database-option.js";

/** Adds `keys revoke`. */
export function addKeysRevoke(group: Command, terminal: Terminal): void {
  group
    .command("revoke")
    .description("Revokes a key: whatever is signed with it from now on is unauthorized.")
    .argument("<access-key-id>", "as keys list shows it")
    .addOption(databaseOption())
    .action(async (accessKeyId: string, options: DatabaseOptions) => {
      const revoked = await withStorage(options, (storage) =>
        storage.change((changes) => changes.revokeAccessKey(accessKeyId, terminal.now().getTime())),
      );
      if (!revoked) {
        throw new Error("There is no such key, or it is revoked already: viking-kb-server keys list shows them.");
      }
      terminal.write(`${printable(accessKeyId)} is revoked.\n`);
    });
}
