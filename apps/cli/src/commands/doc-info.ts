import { type DocInfo, describeFailedCode, type FailedCode } from "@viking-kb/client";
import type { Language } from "@viking-kb/command-line";
import { knownValues } from "@viking-kb/spec";
import type { Command } from "commander";
import { explained, unixMilliseconds, withMeaning } from "../show/formats.js";
import { type Formats, outline } from "../show/outline.js";
import type { Terminal } from "../terminal.js";
import { addCollectionOptions, type CollectionOptions, examples, given, locateCollection } from "./options.js";
import { type PrintCall, printAnswer } from "./print.js";

const formatsIn = (language: Language, { meaning, hint }: FailedCode): Formats<DocInfo> => ({
  add_type: withMeaning(language, knownValues.DocInfo.add_type),
  // Only doc/info has milliseconds.
  create_time: unixMilliseconds,
  update_time: unixMilliseconds,
  doc_size: (bytes) => `${bytes} ${language === "zh" ? "字节" : "bytes"}`,
  status: {
    process_status: withMeaning(language, knownValues.DocStatus.process_status),
    failed_code: (code) => explained(language, code, language === "zh" ? `${meaning}。${hint}` : `${meaning} ${hint}`),
  },
});

interface DocInfoOptions extends CollectionOptions {
  readonly pipeline?: string;
}

/** Adds `doc info`. */
export function addDocInfo(group: Command, terminal: Terminal, print: PrintCall = printAnswer): void {
  const command = group
    .command("info")
    .description("Describes a document: where it came from and how far its processing has come.")
    .argument("<doc_id>", "id of the document");
  addCollectionOptions(command)
    .option("--pipeline <name>", "look inside this pipeline (experiment version)")
    .addHelpText(
      "after",
      examples(
        "viking-kb doc info archive --collection intake",
        "viking-kb doc info archive --collection intake --json | jq .status",
      ),
    )
    .action((doc_id: string, { collection, resourceId, pipeline }: DocInfoOptions) => {
      const located = locateCollection(collection, resourceId, "Give --collection, or --resource-id.");
      const input = { ...located, doc_id, ...given({ pipeline_name: pipeline }) };
      return print(command, terminal, {
        send: (knowledgeBase, options) => knowledgeBase.docs.info(input, options),
        show: async (data, view) => {
          const failed = await describeFailedCode(data.status?.failed_code, { locale: view.language });
          return outline(data, formatsIn(view.language, failed), view);
        },
      });
    });
}
