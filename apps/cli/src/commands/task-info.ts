import type { TaskInfo } from "@viking-kb/client";
import type { Language } from "@viking-kb/command-line";
import { knownValues } from "@viking-kb/spec";
import type { Command } from "commander";
import { withMeaning } from "../show/formats.js";
import { type Formats, outline } from "../show/outline.js";
import type { Terminal } from "../terminal.js";
import { examples, given } from "./options.js";
import { type PrintCall, printAnswer } from "./print.js";

/** How the fields of a task are shown. */
export const taskFormats = (language: Language): Formats<TaskInfo> => ({
  status: withMeaning(language, knownValues.TaskInfo.status),
  percentage: (percentage) => `${percentage} %`,
});

/** Options of every command about a task. */
export interface TaskOptions {
  readonly pipeline?: string;
}

/** Adds the argument and the option that name a task. */
export function addTask(command: Command): Command {
  return command
    .argument("<task_id>", "id of the task, from the operation that created it")
    .option("--pipeline <name>", "look inside this pipeline (experiment version)");
}

/** The input of task/info. */
export function taskInput(task_id: string, { pipeline }: TaskOptions) {
  return { task_id, ...given({ pipeline_name: pipeline }) };
}

/** Adds `task info`. */
export function addTaskInfo(group: Command, terminal: Terminal, print: PrintCall = printAnswer): void {
  const command = group
    .command("info")
    .description("Describes a download task: its state, its progress and the link to its result.");
  addTask(command)
    .addHelpText(
      "after",
      examples(
        "viking-kb task info 8154fd9998a346a0a417dd1b50cacb54",
        "viking-kb task info 8154fd9998a346a0a417dd1b50cacb54 --links",
      ),
    )
    .action((task_id: string, options: TaskOptions) => {
      const input = taskInput(task_id, options);
      return print(command, terminal, {
        send: (knowledgeBase, options) => knowledgeBase.tasks.info(input, options),
        show: (data, view) => outline(data, taskFormats(view.language), view),
      });
    });
}
