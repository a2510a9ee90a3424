import {
  createProgram,
  ignoreClosedOutput,
  interruptedBy,
  processTerminal,
  runProgram,
  versionOf,
} from "@viking-kb/command-line";
import { addExport } from "./commands/export.js";
import { addImport } from "./commands/import.js";
import { addKeys } from "./commands/keys.js";
import { addList } from "./commands/list.js";
import { addLoad } from "./commands/load.js";
import type { CommandTerminal } from "./commands/options.js";
import { addServe } from "./commands/serve.js";

const help = `
Examples:
  viking-kb-server import ./docs --collection notes
  viking-kb-server keys create --name laptop --key-file .viking-kb/key.env
  viking-kb-server serve
  viking-kb-server list notes
  viking-kb-server export notes

The database is the file that --database or VIKING_KB_DATABASE names, else
.viking-kb/server.db in the current folder. It is made where there is none; it
holds the secrets of the keys, so no other user may read it. For a team, name a
PostgreSQL database instead: postgres://user:password@host/name. It must be
there; several servers may serve it. The variable keeps the password out of the
list of processes. A server that is running answers at once from what the other
commands change.

Exit codes: 0 all went well, 1 something failed, 2 the command line is wrong,
130 an import was interrupted before its end.`;

ignoreClosedOutput();
const { signal } = interruptedBy("SIGINT", "SIGTERM");
const terminal: CommandTerminal = { ...processTerminal(process, signal), exitCode: 0 };
const program = createProgram("viking-kb-server", terminal)
  .description("A local VikingDB knowledge base: the read operations over a real database and real documents.")
  .version(versionOf(import.meta.url))
  .configureHelp({ showGlobalOptions: true })
  .addHelpText("after", help);
for (const addCommand of [addServe, addImport, addList, addExport, addKeys, addLoad]) addCommand(program, terminal);

process.exitCode = (await runProgram(program, process.argv.slice(2), terminal)) || terminal.exitCode;
