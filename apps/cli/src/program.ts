import { Command } from "commander";
import { addCollectionInfo } from "./commands/collection-info.js";
import { addDocInfo } from "./commands/doc-info.js";
import { examples } from "./commands/examples.js";
import { addPointsList } from "./commands/points-list.js";
import { addProfileAdd } from "./commands/profile-add.js";
import { addProfileList } from "./commands/profile-list.js";
import { addProfileRemove } from "./commands/profile-remove.js";
import { addProfileUse } from "./commands/profile-use.js";
import { addSign } from "./commands/sign.js";
import { addTaskInfo } from "./commands/task-info.js";
import { exitCodesHelp } from "./exit-codes.js";
import { addGlobalOptions } from "./global-options.js";
import type { Terminal } from "./terminal.js";
import { version } from "./version.js";

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
 * The commands. Parsing throws a CommanderError for what is wrong with a command line, and for a help or version that
 * was written; the caller prints the former.
 *
 * @param json whether standard error is to hold nothing but JSON
 */
export function createProgram(terminal: Terminal, json: boolean): Command {
  const program = new Command("viking-kb")
    .description("Reads VikingDB knowledge bases: collections, documents, points and download tasks.")
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, optionDescription: ({ description }) => description })
    .configureOutput({
      // Help that is interrupted is not missed.
      writeOut: (text) => void terminal.write(text).catch(() => {}),
      writeErr: (text) => json || terminal.writeError(text),
      outputError: () => undefined,
      getOutHelpWidth: () => terminal.columns ?? 120,
      getErrHelpWidth: () => terminal.columns ?? 120,
    })
    .addHelpText(
      "after",
      examples(
        "viking-kb --profile mock points list --collection handbook",
        "viking-kb profile add work",
        "viking-kb collection info handbook",
      ),
    )
    .addHelpText("after", `\n${settingsHelp}\n\n${exitCodesHelp}`);
  addGlobalOptions(program);

  addCollectionInfo(
    program.command("collection").description("A collection: its counters, pipelines and indexes."),
    terminal,
  );
  addDocInfo(program.command("doc").description("A document: its origin and processing state."), terminal);
  addPointsList(program.command("points").description("The points (chunks) that documents were cut into."), terminal);
  addTaskInfo(program.command("task").description("A download task: its state, progress and result."), terminal);
  addSign(program, terminal);

  const profile = program.command("profile").description("Keys and settings, saved under a name.");
  addProfileAdd(profile, terminal);
  addProfileList(profile, terminal);
  addProfileUse(profile, terminal);
  addProfileRemove(profile, terminal);
  return program;
}
