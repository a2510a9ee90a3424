import type { Point, PointPage } from "@viking-kb/client";
import { type Command, Option } from "commander";
import { addCollectionOptions, type CollectionOptions, locateCollection } from "../collection-locator.js";
import { given } from "../given.js";
import { type PrintCall, printAnswer } from "../print-answer.js";
import { printable } from "../printable.js";
import { table } from "../table.js";
import type { Terminal } from "../terminal.js";
import type { View } from "../view.js";
import { wholeNumber } from "../whole-number.js";
import { examples } from "./examples.js";

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
    .option("--offset <number>", "how many points to pass over", wholeNumber)
    .option(
      "--limit <number>",
      "how many points to list, 0 to 100; -1, the default, lists as many as one answer holds",
      wholeNumber,
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
 * `--doc-id` without an id is an empty list, which the API answers with no points: so `--doc-id $ids` does not list
 * everything where `$ids` is empty.
 */
function docIdOption(): Option {
  return new Option("--doc-id [id...]", "only points of these documents; without an id, of none")
    .preset([])
    .argParser((id: string | [], earlier: readonly string[] = []) => earlier.concat(id));
}

function showPage(page: PointPage, offset: number, view: View): string[] {
  const points = page.point_list ?? [];
  const cells = (text: (point: Point) => string | undefined) =>
    points.map((point) => printable(text(point) ?? "", view));
  const columns = [
    { name: "point_id", cells: cells(({ point_id }) => point_id) },
    { name: "type", cells: cells(({ chunk_type }) => chunk_type) },
    { name: "title", cells: cells(({ chunk_title }) => chunk_title), widest: view.columns && view.columns / 4 },
    { name: "content", cells: cells(({ content }) => content) },
  ];
  const listed = points.length > 0 ? [...table(columns, view.columns), "\n"] : [];

  const end = offset + points.length;
  const next = points.length > 0 && end < page.total_num ? `; next page: --offset ${end}` : "";
  return [...listed, `${points.length} of ${page.total_num} points in ${printable(page.collection_name)}${next}\n`];
}
