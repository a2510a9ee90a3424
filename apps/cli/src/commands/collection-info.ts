import type { CollectionIndex, CollectionInfo, IndexConfig, Pipeline } from "@viking-kb/client";
import type { Command } from "commander";
import { unixSeconds, withMeaning } from "../show/formats.js";
import { type Formats, outline } from "../show/outline.js";
import type { Terminal } from "../terminal.js";
import { examples, locateCollection } from "./options.js";
import { type PrintCall, printAnswer } from "./print.js";

const formats: Formats<CollectionInfo> = {
  create_time: unixSeconds,
  update_time: unixSeconds,
  pipeline_list: {
    pipeline_type: withMeaning<Pipeline["pipeline_type"]>({
      default: "the service's own",
      user_define: "defined by the user, an experiment version",
    }),
    pipeline_stat: {},
    index_list: {
      index_type: withMeaning<CollectionIndex["index_type"]>({
        hnsw: "graph over dense vectors",
        hnsw_hybrid: "graph over dense and sparse vectors",
        flat: "exact search over every vector",
      }),
      index_config: {
        vector_field: ({ field_name, field_type, dim }) => `${field_name} (${field_type}, ${dim} dimensions)`,
        distance: withMeaning<IndexConfig["distance"]>({ ip: "inner product" }),
        quant: withMeaning<IndexConfig["quant"]>({
          int8: "8-bit integers",
          fix16: "16-bit fixed point",
          float: "32-bit floating point, none",
        }),
        fields: (fields) => fields.map(({ field_name, field_type }) => `${field_name} (${field_type})`).join(", "),
      },
      status: withMeaning<CollectionIndex["status"]>({
        [-1]: "to be built",
        0: "initialising",
        1: "ready",
        2: "failed",
        3: "changing",
      }),
    },
  },
};

/** Adds `collection info`. */
export function addCollectionInfo(group: Command, terminal: Terminal, print: PrintCall = printAnswer): void {
  group
    .command("info")
    .description("Describes a collection: its counters, pipelines and indexes.")
    .argument("[name]", "name of the collection")
    .option("--resource-id <id>", "id of the collection (kb-…), instead of its name")
    .addHelpText(
      "after",
      examples("viking-kb collection info handbook", "viking-kb collection info --resource-id kb-0a1b2c3d4e5f6789"),
    )
    .action((name: string | undefined, { resourceId }: { resourceId?: string }, command: Command) => {
      const collection = locateCollection(name, resourceId, "Give its name, or --resource-id.");
      const input = "resource_id" in collection ? collection : { name: collection.collection_name };
      return print(command, terminal, {
        send: (knowledgeBase, options) => knowledgeBase.collections.info(input, options),
        show: (data, view) => outline(data, formats, view),
      });
    });
}
