import type { DownloadProgress } from "@viking-kb/client";
import { type Language, UsageError } from "@viking-kb/command-line";
import type { Command } from "commander";
import { type Step, withProgress } from "../show/progress.js";
import type { Terminal } from "../terminal.js";
import { examples } from "./options.js";
import { printAnswer } from "./print.js";
import { addTask, type TaskOptions, taskInput } from "./task-info.js";

interface TaskDownloadOptions extends TaskOptions {
  readonly overwrite?: true;
}

/** The largest file that is accepted, in bytes: far more than an export has, and few enough that it ends. */
const maximumBytes = 2 ** 40;

/** Adds `task download`. */
export function addTaskDownload(group: Command, terminal: Terminal): void {
  const command = group
    .command("download")
    .description(
      "Downloads the result of a download task that has succeeded. The file is there when it is whole, and not before; a download that breaks off goes on where it was, if the storage allows it.",
    );
  addTask(command)
    .argument("[file]", "where to; <task_id>.zip by default")
    .option("--overwrite", "replace a file that is there already")
    .addHelpText(
      "after",
      examples(
        "viking-kb task download 8154fd9998a346a0a417dd1b50cacb54 handbook.zip",
        "viking-kb task wait $task && viking-kb task download $task",
      ),
    )
    .action((task_id: string, given: string | undefined, { overwrite, ...options }: TaskDownloadOptions) => {
      const input = taskInput(task_id, options);
      const file = given ?? fileOf(task_id);
      if (file === "") throw new UsageError("The name of the file is empty.", "Name a file, or leave it out.");
      return printAnswer(command, terminal, {
        long: true,
        send: (knowledgeBase, options, view) =>
          withProgress(terminal, view, async (show) => {
            const onProgress = (done: DownloadProgress) => show(stepOf(done, view.language));
            const download = { ...options, overwrite, maximumBytes, onProgress };
            const { bytes } = await knowledgeBase.tasks.download(input, file, download);
            return { file, bytes };
          }),
        show: ({ file, bytes }, { language }) => [
          language === "zh" ? `已保存到 ${file}（${bytes} 字节）\n` : `Saved as ${file} (${bytes} bytes).\n`,
        ],
      });
    });
}

/** An id is any text: only one that is a plain name becomes the name of a file. */
function fileOf(taskId: string): string {
  if (/^\w[\w.-]{0,199}$/.test(taskId)) return `${taskId}.zip`;
  throw new UsageError("This task's id cannot be the name of a file.", "Name a file behind the id.");
}

function stepOf({ received, total }: DownloadProgress, language: Language): Step {
  const share = total === undefined ? undefined : total === 0 ? 1 : received / total;
  const verb = language === "zh" ? "下载中" : "downloading";
  return { text: total === undefined ? verb : `${verb} ${sizeOf(total)}`, share };
}

/** A number of bytes for readers, in steps of a thousand as disks and networks count. */
function sizeOf(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}
