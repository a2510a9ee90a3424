/**
 * Rows of cells as lines, each column as wide as its longest cell. Nothing stands behind the last cell of a line.
 *
 * @param others where the cells of all columns but the first stand: numbers on the right
 */
export function alignColumns(rows: readonly (readonly string[])[], others: "left" | "right" = "left"): string[] {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = (rows[0] ?? []).map((_, column) => widthOf(column));
  const align = (cell: string, column: number) =>
    others === "right" && column > 0 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(align).join("  ").trimEnd());
}
