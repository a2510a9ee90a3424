import type { CollectionInfo } from "@viking-kb/client";
import type { Language } from "@viking-kb/command-line";
import { knownValues } from "@viking-kb/spec";
import type { Command } from "commander";
import { unixSeconds, withMeaning } from "../show/formats.js";
import { type Formats, outline } from "../show/outline.js";
import type { Terminal } from "../terminal.js";
import { addCollection, examples, locateCollection } from "./options.js";
import { type PrintCall, printAnswer } from "./print.js";

const formatsIn = (language: Language): Formats<CollectionInfo> => ({
  create_time: unixSeconds,
  update_time: unixSeconds,
  pipeline_list: {
    pipeline_type: withMeaning(language, knownValues.Pipeline.pipeline_type),
    pipeline_stat: {},
    index_list: {
      index_type: withMeaning(language, knownValues.CollectionIndex.index_type),
      index_config: {
        vector_field: ({ field_name, field_type, dim }) =>
          `${field_name} (${field_type}, ${dim} ${language === "zh" ? "维" : "dimensions"})`,
        distance: withMeaning(language, knownValues.IndexConfig.distance),
        quant: withMeaning(language, knownValues.IndexConfig.quant),
        fields: (fields) => fields.map(({ field_name, field_type }) => `${field_name} (${field_type})`).join(", "),
      },
      status: withMeaning(language, knownValues.CollectionIndex.status),
    },
  },
});

/** Adds `collection info`. */
export function addCollectionInfo(group: Command, terminal: Terminal, print: PrintCall = printAnswer): void {
  const command = group.command("info").description("Describes a collection: its counters, pipelines and indexes.");
  addCollection(command)
    .addHelpText(
      "after",
      examples("viking-kb collection info handbook", "viking-kb collection info kb-0a1b2c3d4e5f6789"),
    )
    .action((collection: string) => {
      const located = locateCollection(collection);
      const input = "resource_id" in located ? located : { name: located.collection_name };
      return print(command, terminal, {
        send: (knowledgeBase, options) => knowledgeBase.collections.info(input, options),
        show: (data, view) => outline(data, formatsIn(view.language), view),
      });
    });
}
