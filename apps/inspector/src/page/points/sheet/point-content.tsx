import type { Point } from "@viking-kb/client";
import { useMemo } from "preact/hooks";
import { Help } from "../../fields/help.js";
import { useLanguage } from "../../language/language.js";
import { LongText } from "../../parts/long-text.js";
import { CellTable } from "./cell-table.js";
import { piecesOf } from "./markdown-table.js";
import { cellText } from "./point-markdown.js";

/** A longer text is shown as it is, without looking for tables in it. */
const longestSearched = 200_000;

/** The text of a point, its tables as tables. */
export function PointContent({ point }: { point: Point }) {
  const { words } = useLanguage();
  const { content, md_content, table_chunk_fields } = point;
  const text = `${content || md_content || ""}`;
  const pieces = useMemo(
    () => (text.length > longestSearched ? [{ kind: "text" as const, text }] : piecesOf(text)),
    [text],
  );
  return (
    <>
      {table_chunk_fields && table_chunk_fields.length > 0 && (
        <section>
          <h3 class="part-title">
            {words.table} <Help model="Point" field="table_chunk_fields" />
          </h3>
          <CellTable
            label={words.table}
            header={[words.column, words.value]}
            rows={table_chunk_fields.map(({ field_name, field_value }) => [`${field_name}`, cellText(field_value)])}
            named
          />
        </section>
      )}
      <section>
        <h3 class="part-title">
          {words.content} <Help model="Point" field="content" />
        </h3>
        {pieces.map((piece, index) =>
          piece.kind === "table" ? (
            // Pieces stay where they are.
            <CellTable key={index} label={words.table} header={piece.header} rows={piece.rows} />
          ) : (
            // Pieces stay where they are.
            <LongText key={index} of={piece.text} />
          ),
        )}
      </section>
    </>
  );
}
