import type { TaskInfo } from "@viking-kb/client";
import { knownValues } from "@viking-kb/spec";
import type { Command } from "commander";
import { withMeaning } from "../show/formats.js";
import { outline } from "../show/outline.js";
import { type Step, withProgress } from "../show/progress.js";
import { oneLine, type View } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { examples } from "./options.js";
import { printAnswer } from "./print.js";
import { addTask, type TaskOptions, taskFormats, taskInput } from "./task-info.js";

/** Adds `task wait`. */
export function addTaskWait(group: Command, terminal: Terminal): void {
  const command = group
    .command("wait")
    .description(
      "Waits until a download task has succeeded, and describes it then. Ends with exit code 11 when the task failed, and with 9 when --timeout was over before that.",
    );
  addTask(command)
    .addHelpText(
      "after",
      examples(
        "viking-kb task wait 8154fd9998a346a0a417dd1b50cacb54",
        "viking-kb task wait 8154fd9998a346a0a417dd1b50cacb54 --timeout 600",
      ),
    )
    .action((task_id: string, options: TaskOptions) => {
      const input = taskInput(task_id, options);
      return printAnswer(command, terminal, {
        long: true,
        send: (knowledgeBase, options, view) =>
          withProgress(terminal, view, (show) => {
            const onProgress = (task: TaskInfo) => show(stepOf(task, view));
            return knowledgeBase.tasks.wait(input, { ...options, onProgress });
          }),
        show: (data, view) => outline<TaskInfo>(data, taskFormats(view.language), view),
      });
    });
}

/** How far a task has come. Both may be anything: they are as they were answered. */
function stepOf({ status, percentage }: TaskInfo, { language }: View): Step {
  const share = typeof percentage === "number" ? Math.min(1, Math.max(0, percentage / 100)) : undefined;
  return { text: oneLine(withMeaning(language, knownValues.TaskInfo.status)(status)), share };
}
