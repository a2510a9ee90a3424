import type { Point, PointPage } from "@viking-kb/client";
import { wholeNumber } from "@viking-kb/command-line";
import { type Command, Option } from "commander";
import { table } from "../show/table.js";
import type { View } from "../show/text.js";
import { oneLine } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { addCollectionOptions, type CollectionOptions, examples, given, locateCollection } from "./options.js";
import { type PrintCall, printAnswer } from "./print.js";

interface PointsListOptions extends CollectionOptions {
  readonly offset?: number;
  readonly limit?: number;
  readonly docId?: readonly string[];
  readonly pipeline?: string;
}

/** Adds `points list`. */
export function addPointsList(group: Command, terminal: Terminal, print: PrintCall = printAnswer): void {
  const command = group
    .command("list")
    .description("Lists one page of a collection's points (chunks), at most 100, ordered by point_id.");
  addCollectionOptions(command)
    .option("--offset <number>", "how many points to skip", wholeNumber())
    .option(
      "--limit <number>",
      "how many points to list, 0 to 100; -1, the default, lists as many as one answer holds",
      wholeNumber(),
    )
    .addOption(docIdOption())
    .option("--pipeline <name>", "look inside this pipeline (experiment version)")
    .addHelpText(
      "after",
      examples(
        "viking-kb points list --collection handbook",
        "viking-kb points list --collection handbook --doc-id prices travel --limit 9",
        "viking-kb points list --collection handbook --json | jq .total_num",
      ),
    )
    .action(({ collection, resourceId, offset, limit, docId, pipeline }: PointsListOptions) => {
      const located = locateCollection(collection, resourceId, "Give --collection, or --resource-id.");
      const chosen = given({ offset, limit, doc_ids: docId && [...docId], pipeline_name: pipeline });
      return print(command, terminal, {
        send: (knowledgeBase, options) => knowledgeBase.points.list({ ...located, ...chosen }, options),
        show: (page, view) => showPage(page, offset ?? 0, view),
      });
    });
}

/**
 * `--doc-id` without an id gives an empty list, which the API answers with no points. So `--doc-id $ids` does not list
 * everything when `$ids` is empty.
 */
function docIdOption(): Option {
  return new Option("--doc-id [id...]", "only points of these documents; without an id, of none")
    .preset([])
    .argParser((id: string | [], earlier: readonly string[] = []) => earlier.concat(id));
}

function showPage(page: PointPage, offset: number, view: View): string[] {
  const points = page.point_list ?? [];
  const columns = [
    { name: "point_id", text: ({ point_id }: Point) => point_id },
    { name: "type", text: ({ chunk_type }: Point) => chunk_type },
    { name: "title", text: ({ chunk_title }: Point) => chunk_title, widest: view.columns && view.columns / 4 },
    { name: "content", text: ({ content }: Point) => content },
  ];
  const listed = points.length > 0 ? [...table(points, columns, view), "\n"] : [];

  const end = offset + points.length;
  const hasNext = points.length > 0 && end < page.total_num;
  const collection = oneLine(page.collection_name);
  const counts =
    view.language === "zh"
      ? `${collection} 共 ${page.total_num} 个切片，此处 ${points.length} 个${hasNext ? `；下一页：--offset ${end}` : ""}`
      : `${points.length} of ${page.total_num} points in ${collection}${hasNext ? `; next page: --offset ${end}` : ""}`;
  return [...listed, `${counts}\n`];
}
