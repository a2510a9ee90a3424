import type { Point, PointPage } from "@viking-kb/client";
import type { Language } from "@viking-kb/command-line";
import { fold } from "../show/columns.js";
import { growingTable, table } from "../show/table.js";
import { oneLine, type View } from "../show/text.js";

/**
 * Shows points, in one go or page by page.
 *
 * @param full whether contents are shown whole, below each point, instead of what fits the line
 * @param growing whether more points follow, which may have what those of the first page lack
 */
export function pointRows(full: boolean, growing: boolean, view: View): (points: readonly Point[]) => Iterable<string> {
  const columns = [
    { name: "point_id", text: ({ point_id }: Point) => point_id },
    { name: "type", text: ({ chunk_type }: Point) => chunk_type },
    { name: "title", text: titleOf, widest: view.columns && view.columns / 4 },
    { name: "content", text: ({ content }: Point) => content },
  ];
  if (!full) return growing ? growingTable(columns, view) : (points) => table(points, columns, view);
  let gap = "";
  return (points) => {
    // All are read before the first is shown.
    const blocks = points.map((point) => {
      const block = wholePoint(point, gap, view);
      gap = "\n";
      return block;
    });
    return folded(blocks, view);
  };
}

/** The heading above a point, or else the question that it answers. */
function titleOf({ chunk_title, original_question }: Point): string | undefined {
  return chunk_title || original_question;
}

/** A point with its whole content; the line breaks of that stay. */
interface Block {
  readonly head: string;
  readonly lines: readonly string[];
}

function wholePoint(point: Point, gap: string, view: View): Block {
  const { point_id, chunk_type, content } = point;
  const head = [point_id, chunk_type, titleOf(point)].filter(Boolean).map((text) => oneLine(`${text}`, view));
  const [id = "", ...rest] = head;
  return { head: `${gap}${[view.paint("bold", id), ...rest].join("  ")}\n`, lines: content.split("\n") };
}

/** Long contents are folded only as far as they are taken: that takes most of the time. */
function* folded(blocks: readonly Block[], view: View): Iterable<string> {
  for (const { head, lines } of blocks) {
    yield head;
    for (const line of lines) {
      for (const part of fold(oneLine(line, view), (view.columns ?? Number.POSITIVE_INFINITY) - indent.length)) {
        yield `${indent}${part}`.trimEnd().concat("\n");
      }
    }
  }
}

const indent = "  ";

/** Of what alone points are listed; undefined where all are. */
export type Chosen = "documents" | "points" | undefined;

/** What a footer says of a list, and in which language. */
interface Footer {
  readonly language: Language;
  readonly chosen: Chosen;
}

/**
 * What a page is of the whole, and where the next one begins.
 *
 * @throws TypeError when the page does not say it.
 */
export function pageFooter({ point_list, total_num, collection_name }: PointPage, offset: number, footer: Footer) {
  if (typeof total_num !== "number") throw new TypeError("total_num is no number.");
  const count = point_list?.length ?? 0;
  const end = offset + count;
  const hasNext = count > 0 && end < total_num;
  const of = placeOf(collection_name, footer);
  if (footer.language === "zh") {
    const which = count === 0 ? "此处没有" : `此处为第 ${offset + 1}–${end} 个`;
    return `${of}共 ${total_num} 个切片，${which}${hasNext ? `；下一页：--offset ${end}，全部：--all` : ""}`;
  }
  const which = count === 0 ? "showing none" : `showing ${offset + 1}–${end}`;
  return `${which} of ${total_num} ${points(total_num)} ${of}${hasNext ? `; next page: --offset ${end}; all: --all` : ""}`;
}

/** How many points were listed, where all were asked for from an offset on. */
export function totalFooter(listed: number, offset: number, collectionName: string, footer: Footer): string {
  const of = placeOf(collectionName, footer);
  if (footer.language === "zh") {
    return offset > 0 ? `${of}从 --offset ${offset} 起共列出 ${listed} 个切片` : `${of}已列出全部 ${listed} 个切片`;
  }
  return offset > 0
    ? `showing ${listed} ${points(listed)} ${of}, all from --offset ${offset} on`
    : `showing all ${listed} ${points(listed)} ${of}`;
}

/** What the points are of. */
function placeOf(collectionName: string, { language, chosen }: Footer): string {
  const name = oneLine(collectionName);
  if (chosen === "documents") return language === "zh" ? `${name} 的所选文档` : `of the chosen documents in ${name}`;
  if (chosen === "points") return language === "zh" ? `${name} 的所选切片中` : `among the chosen ones in ${name}`;
  return language === "zh" ? `${name} ` : `in ${name}`;
}

function points(number: number): string {
  return number === 1 ? "point" : "points";
}
