import { Command } from "commander";
import { addImport } from "./commands/import.js";
import { addKeysCreate } from "./commands/keys-create.js";
import { addKeysList } from "./commands/keys-list.js";
import { addKeysRevoke } from "./commands/keys-revoke.js";
import { addLoad } from "./commands/load.js";
import { addServe } from "./commands/serve.js";
import type { Outcome } from "./outcome.js";
import type { Terminal } from "./terminal.js";
import { version } from "./version.js";

const help = `
Examples:
  viking-kb-server import ./docs --collection notes
  viking-kb-server keys create --name laptop --key-file .viking-kb/key.env
  viking-kb-server serve

The database is the file that --database or VIKING_KB_DATABASE names, else
.viking-kb/server.db in the current folder. It is made where there is none; it
holds the secrets of the keys, so no other user may read it. A server that is
running answers at once from what the other commands change.

Exit codes: 0 all went well, 1 something failed, 2 the command line is wrong,
130 an import was interrupted before its end.`;

/** The commands. `run` resolves to the exit code; it rejects with a CommanderError for what Commander has told already. */
export function createProgram(terminal: Terminal): { run(argv: readonly string[]): Promise<number> } {
  const outcome: Outcome = { exitCode: 0 };
  const program = new Command("viking-kb-server")
    .description("A local VikingDB knowledge base: the four read operations over a real database and real documents.")
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
    })
    .addHelpText("after", help);
  addServe(program, terminal);
  addImport(program, terminal, outcome);
  const keys = program.command("keys").description("The access keys that requests are signed with.");
  addKeysCreate(keys, terminal);
  addKeysList(keys, terminal);
  addKeysRevoke(keys, terminal);
  addLoad(program, terminal);
  return {
    async run(argv) {
      await program.parseAsync(argv, { from: "user" });
      return outcome.exitCode;
    },
  };
}
