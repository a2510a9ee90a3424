import type { Point } from "@viking-kb/client";
import { expect, test } from "vitest";
import { pointMarkdown } from "./point-markdown.js";

const doc_info = { doc_id: "handbook", doc_name: "handbook.md", create_time: 0, doc_type: "md", source: "tos_fe" };
const text: Point = {
  collection_name: "faq",
  point_id: "handbook-0",
  process_time: 0,
  content: "Leave: 25 days.",
  doc_info,
};

const rows: { what: string; point: Point; markdown: string }[] = [
  { what: "a text without a title", point: text, markdown: "Leave: 25 days.\n\nhandbook.md · handbook-0\n" },
  {
    what: "a heading of two lines",
    point: { ...text, chunk_title: "Leave\nand more" },
    markdown: "# Leave and more\n\nLeave: 25 days.\n\nhandbook.md · handbook-0\n",
  },
  {
    what: "the Markdown that the answer has",
    point: { ...text, md_content: "**Leave**: 25 days." },
    markdown: "**Leave**: 25 days.\n\nhandbook.md · handbook-0\n",
  },
  {
    what: "a question and its answer",
    point: { ...text, original_question: "How many days?" },
    markdown: "# How many days?\n\nLeave: 25 days.\n\nhandbook.md · handbook-0\n",
  },
  {
    what: "a row, whose cells hold anything",
    point: {
      ...text,
      table_chunk_fields: [
        { field_name: "a|b", field_value: "one\ntwo" },
        { field_name: "n", field_value: 12.5 },
        { field_name: "deep", field_value: { list: [null] } },
      ],
    },
    markdown:
      '| a\\|b | n | deep |\n| --- | --- | --- |\n| one two | 12.5 | {"list":[null]} |\n\nhandbook.md · handbook-0\n',
  },
];
test.each(rows)("$what", ({ point, markdown }) => {
  expect(pointMarkdown(point)).toBe(markdown);
});
