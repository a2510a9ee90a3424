import { UsageError, wholeNumber } from "@viking-kb/command-line";
import { type Command, Option } from "commander";
import { formatJsonLine } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { addCollection, examples, given, locateCollection } from "./options.js";
import { type Call, type PrintCall, printAnswer, requireDocumented } from "./print.js";
import { type Chosen, pageFooter, pointRows, totalFooter } from "./show-points.js";

interface PointsListOptions {
  readonly offset?: number;
  readonly limit?: number;
  readonly all?: true;
  readonly full?: boolean;
  readonly doc?: readonly string[];
  readonly point?: readonly string[];
  readonly pipeline?: string;
}

/** Adds `points list`. */
export function addPointsList(group: Command, terminal: Terminal, print: PrintCall = printAnswer): void {
  const command = group
    .command("list")
    .description("Lists a collection's points (chunks), ordered by point_id: one page of at most 100, or all of them.");
  addCollection(command)
    .option("--offset <number>", "how many points to skip", wholeNumber())
    .option(
      "--limit <number>",
      "how many points to list, 0 to 100; -1, the default, lists as many as one answer holds",
      wholeNumber(),
    )
    .option("--all", "list every point, page by page; with --json one point a line")
    .option("--full", "show whole contents, below each point")
    .addOption(idsOption("--doc [id...]", "only points of these documents; may be repeated; without an id, of none"))
    .addOption(idsOption("--point [id...]", "only these points; may be repeated; without an id, none"))
    .option("--pipeline <name>", "look inside this pipeline (experiment version)")
    .addHelpText(
      "after",
      examples(
        "viking-kb points list handbook",
        "viking-kb points list handbook --doc prices travel --limit 9 --full",
        "viking-kb points list handbook --all --json | jq -r .content",
      ),
    )
    .action((collection: string, { offset, limit, all, full = false, doc, point, pipeline }: PointsListOptions) => {
      const filters = given({ offset, doc_ids: doc, point_ids: point, pipeline_name: pipeline });
      const located = { ...locateCollection(collection), ...filters };
      if (!all) {
        const input = { ...located, ...given({ limit }) };
        return print(command, terminal, {
          send: (knowledgeBase, options) => knowledgeBase.points.list(input, options),
          show: (page, view) => pointRows(full, false, view)(page.point_list ?? []),
          footer: (page, language) => ({
            text: pageFooter(page, offset ?? 0, { language, chosen: chosenIn(located) }),
            below: (page.point_list ?? []).length > 0,
          }),
        });
      }
      if (limit !== undefined) throw new UsageError("--all and --limit exclude each other.", "Leave one of them out.");
      return print(command, terminal, listAll(located, full, terminal));
    });
}

/**
 * Lists every point. A page is written before the one after the next is asked for, so that no more than two are held.
 */
function listAll(
  located: Parameters<Parameters<Call<void>["send"]>[0]["points"]["pages"]>[0],
  full: boolean,
  terminal: Terminal,
): Call<{ listed: number; name: string }> {
  return {
    send: async (knowledgeBase, options, view) => {
      const rows = pointRows(full, true, view);
      let listed = 0;
      let name = "";
      for await (const page of knowledgeBase.points.pages(located, options)) {
        const points = page.point_list ?? [];
        await terminal.write(
          await requireDocumented(page, () => (view.json ? points.map(formatJsonLine) : rows(points))),
        );
        listed += points.length;
        name = page.collection_name;
      }
      return { listed, name };
    },
    footer: ({ listed, name }, language) => ({
      text: totalFooter(listed, located.offset ?? 0, name, { language, chosen: chosenIn(located) }),
      below: listed > 0,
    }),
  };
}

function chosenIn({ doc_ids, point_ids }: { readonly doc_ids?: unknown; readonly point_ids?: unknown }): Chosen {
  if (doc_ids !== undefined) return "documents";
  return point_ids === undefined ? undefined : "points";
}

/**
 * `--doc` without an id gives an empty list, which the API answers with no points. So `--doc $ids` does not list
 * everything when `$ids` is empty. `--point` does the same.
 */
function idsOption(flags: string, description: string): Option {
  return new Option(flags, description)
    .preset([])
    .argParser((id: string | [], earlier: readonly string[] = []) => earlier.concat(id));
}
