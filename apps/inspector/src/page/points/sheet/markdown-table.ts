/** A piece of a text: lines as they are, or a table. */
export type TextPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "table"; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

const row = /^\s{0,3}\|.*\|\s*$/;
const rule = /^\s{0,3}\|(?:\s*:?-+:?\s*\|)+\s*$/;

/**
 * Finds the tables in a text that is Markdown, in the form of GitHub with a bar at both ends, which the API's texts
 * have. All else stays text: what looks like Markdown may be what the document says.
 */
export function piecesOf(text: string): readonly TextPiece[] {
  const lines = text.split("\n");
  const pieces: TextPiece[] = [];
  let before: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (!row.test(line) || !rule.test(lines[index + 1] ?? "")) {
      before.push(line);
      continue;
    }
    if (before.some((one) => one.trim() !== "")) pieces.push({ kind: "text", text: before.join("\n").trim() });
    before = [];
    const rows: string[][] = [];
    let next = index + 2;
    for (; next < lines.length && row.test(lines[next] ?? ""); next++) rows.push(cellsOf(lines[next] ?? ""));
    pieces.push({ kind: "table", header: cellsOf(line), rows });
    index = next - 1;
  }
  if (before.some((one) => one.trim() !== "")) pieces.push({ kind: "text", text: before.join("\n").trim() });
  return pieces;
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .trim()
        .replaceAll("\\|", "|")
        .replace(/<br *\/?>/gi, "\n"),
    );
}
