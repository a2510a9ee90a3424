import { type DocInfo, describeFailedCode, type FailedCode } from "@viking-kb/client";
import type { Language } from "@viking-kb/command-line";
import { knownValues } from "@viking-kb/spec";
import type { Command } from "commander";
import { explained, unixMilliseconds, withMeaning } from "../show/formats.js";
import { type Formats, outline } from "../show/outline.js";
import type { View } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { addCollection, examples, given, locateCollection } from "./options.js";
import { type PrintCall, printAnswer } from "./print.js";

/** How the fields of a document are shown. */
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

/** Options of every command about a document. */
export interface DocOptions {
  readonly pipeline?: string;
}

/** Adds the arguments and the option that name a document. */
export function addDoc(command: Command): Command {
  return addCollection(command)
    .argument("<doc_id>", "id of the document")
    .option("--pipeline <name>", "look inside this pipeline (experiment version)");
}

/** The input of doc/info. */
export function docInput(collection: string, doc_id: string, { pipeline }: DocOptions) {
  return { ...locateCollection(collection), doc_id, ...given({ pipeline_name: pipeline }) };
}

/** Shows a document. */
export async function showDoc(data: DocInfo, view: View): Promise<Iterable<string>> {
  const failed = await describeFailedCode(data.status?.failed_code, { locale: view.language });
  return outline(data, formatsIn(view.language, failed), view);
}

/** Adds `doc info`. */
export function addDocInfo(group: Command, terminal: Terminal, print: PrintCall = printAnswer): void {
  const command = group
    .command("info")
    .description("Describes a document: where it came from and how far its processing has come.");
  addDoc(command)
    .addHelpText(
      "after",
      examples("viking-kb doc info intake archive", "viking-kb doc info intake archive --json | jq .status"),
    )
    .action((collection: string, doc_id: string, options: DocOptions) => {
      const input = docInput(collection, doc_id, options);
      return print(command, terminal, {
        send: (knowledgeBase, options) => knowledgeBase.docs.info(input, options),
        show: showDoc,
      });
    });
}
