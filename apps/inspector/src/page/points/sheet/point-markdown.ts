import type { Point } from "@viking-kb/client";
import { pointTitle } from "../point-title.js";

/** A point as Markdown: its title, its text or its row as a table, and where it is from. */
export function pointMarkdown(point: Point): string {
  const { content, md_content, table_chunk_fields, doc_info, point_id } = point;
  const title = pointTitle(point);
  const fields = table_chunk_fields ?? [];
  const row = [
    `| ${fields.map(({ field_name }) => cell(field_name)).join(" | ")} |`,
    `| ${fields.map(() => "---").join(" | ")} |`,
    `| ${fields.map(({ field_value }) => cell(cellText(field_value))).join(" | ")} |`,
  ].join("\n");
  const text = md_content || content;
  const parts = [
    title && `# ${oneLine(title)}`,
    ...(fields.length > 0 ? [row, point.original_question ? text : undefined] : [text]),
    `${oneLine(doc_info?.doc_name || doc_info?.doc_id || "")} · ${oneLine(point_id)}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** A value of a cell, which may be any JSON value. */
export function cellText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function cell(text: string): string {
  return oneLine(text).replaceAll("|", "\\|");
}

function oneLine(text: string): string {
  return `${text}`.replace(/\s+/g, " ").trim();
}
