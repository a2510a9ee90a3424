import { styleText } from "node:util";
import { createProgram, versionOf } from "@viking-kb/command-line";
import { type Command, Help } from "commander";
import { addCollectionInfo } from "./commands/collection-info.js";
import { addDocInfo } from "./commands/doc-info.js";
import { addDocWait } from "./commands/doc-wait.js";
import { addInspect } from "./commands/inspect.js";
import { addGlobalOptions, examples } from "./commands/options.js";
import { addPointsList } from "./commands/points-list.js";
import { addProfile } from "./commands/profile.js";
import { addTaskDownload } from "./commands/task-download.js";
import { addTaskInfo } from "./commands/task-info.js";
import { addTaskWait } from "./commands/task-wait.js";
import { exitCodesHelp } from "./failure.js";
import { plain } from "./show/paint.js";
import { addSign } from "./sign/sign.js";
import type { Terminal } from "./terminal.js";

const settingsHelp = `Where key, endpoint, region and project come from, the first of:
  1. the profile that --profile names; the profile mock is built in and reaches
     a mock on http://127.0.0.1:4010
  2. the environment, where it holds a key: VIKING_KB_ACCESS_KEY_ID,
     VIKING_KB_SECRET_ACCESS_KEY and VIKING_KB_SESSION_TOKEN, or VOLC_ACCESSKEY,
     VOLC_SECRETKEY and VOLC_SESSION_TOKEN; then also VIKING_KB_ENDPOINT,
     VIKING_KB_REGION and VIKING_KB_PROJECT
  3. the default profile
They are not mixed. --endpoint, --region and --project win over each.`;

/**
 * Creates the commands. Parsing throws a CommanderError for a wrong command line, and after it has printed help or the
 * version. The caller prints the errors.
 *
 * @param json whether standard error must hold nothing but JSON
 */
export function createCommands(terminal: Terminal, json: boolean): Command {
  const program: Command = createProgram("viking-kb", terminal)
    .description("Reads VikingDB knowledge bases: collections, documents, points and download tasks.")
    .version(versionOf(import.meta.url))
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: ({ description }) => description,
      // What a command takes stands in its own help: here it would make the column wide.
      subcommandTerm: (command) => (command.parent === program ? command.name() : new Help().subcommandTerm(command)),
      styleTitle: (title) => styleText("bold", title, { validateStream: false }),
    })
    .configureOutput({
      // An interrupted help text does not matter.
      writeOut: (text) => void terminal.write(text).catch(() => {}),
      writeErr: (text) => json || terminal.writeError(text),
      outputError: () => undefined,
      getOutHelpWidth: () => terminal.columns ?? 80,
      getErrHelpWidth: () => terminal.errorColumns() ?? terminal.columns ?? 80,
      getOutHasColors: () => terminal.paint !== plain,
      getErrHasColors: () => terminal.errorPaint !== plain,
    })
    .addHelpText(
      "after",
      examples(
        "viking-kb --profile mock points list handbook",
        "viking-kb profile add work",
        "viking-kb collection info handbook",
      ),
    )
    .addHelpText("after", `\n${settingsHelp}\n\n${exitCodesHelp}`);
  addGlobalOptions(program);

  const collection = program.command("collection").description("A collection: its counters, pipelines and indexes.");
  addCollectionInfo(collection, terminal);
  const doc = program.command("doc").description("A document: its origin and processing state, or wait for that.");
  addDocInfo(doc, terminal);
  addDocWait(doc, terminal);
  addPointsList(program.command("points").description("The points (chunks) that documents were cut into."), terminal);
  const task = program.command("task").description("A download task: its state, wait for it, download its result.");
  addTaskInfo(task, terminal);
  addTaskWait(task, terminal);
  addTaskDownload(task, terminal);
  // Beside this file in the source, and in the bundle.
  addInspect(program, terminal, new URL("../dist/inspector/", import.meta.url));
  addSign(program, terminal);
  addProfile(program, terminal);
  return program;
}
