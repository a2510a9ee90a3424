import type { DocInfo } from "@viking-kb/client";
import { knownValues } from "@viking-kb/spec";
import type { Command } from "commander";
import { withMeaning } from "../show/formats.js";
import { withProgress } from "../show/progress.js";
import { oneLine, type View } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { addDoc, type DocOptions, docInput, showDoc } from "./doc-info.js";
import { examples } from "./options.js";
import { printAnswer } from "./print.js";

/** Adds `doc wait`. */
export function addDocWait(group: Command, terminal: Terminal): void {
  const command = group
    .command("wait")
    .description(
      "Waits until a document is processed, and describes it then. Ends with exit code 11 when processing failed, and with 9 when --timeout was over before that.",
    );
  addDoc(command)
    .addHelpText(
      "after",
      examples("viking-kb doc wait intake archive", "viking-kb doc wait intake archive --timeout 600 --json"),
    )
    .action((collection: string, doc_id: string, options: DocOptions) => {
      const input = docInput(collection, doc_id, options);
      return printAnswer(command, terminal, {
        long: true,
        send: (knowledgeBase, options, view) =>
          withProgress(terminal, view, (show) => {
            // The API tells no share of a document's processing.
            const onProgress = (doc: DocInfo) => show({ text: stateOf(doc, view) });
            return knowledgeBase.docs.waitUntilProcessed(input, { ...options, onProgress });
          }),
        show: (data, view) => showDoc(data, view),
      });
    });
}

function stateOf({ status, point_num }: DocInfo, { language }: View): string {
  const state = withMeaning(language, knownValues.DocStatus.process_status)(status?.process_status);
  return oneLine(language === "zh" ? `${state}，${point_num} 个切片` : `${state}, ${point_num} points`);
}
