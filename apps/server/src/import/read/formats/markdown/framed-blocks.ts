import type { Token, Tokens } from "marked";
import { type ContentBlock, isVisible, type Row } from "../../../blocks.js";

/** In a table of GitHub's Markdown each line is a row; the second separates the header from the others. */
export function tableBlock(token: Token, source: string): ContentBlock {
  const written = token.raw.trimEnd().split("\n");
  const lines = linesOf(source);
  const [names, delimiters] = written.map((line, index) => prefixOf(lines[index], line.trim()));
  if (names === undefined || delimiters === undefined) return { kind: "lines", source };
  const [opening, rows, closing] = [lines.slice(0, 2), lines.slice(2, written.length), lines.slice(written.length)];
  // Of a list, the mark of its item is not repeated.
  const header = `${names}${written[0]?.trim()}\n${delimiters}${written[1]?.trim()}\n`;
  return {
    kind: "table",
    source,
    opening: opening.join(""),
    rows: rows.map((row): Row => ({ source: row, endsWell: true })),
    closing: closing.join(""),
    repeated: { opening: header, closing: "" },
  };
}

/** Code between fences; indented code has none, and is text that is cut between lines. */
export function codeBlock(token: Tokens.Code, source: string): ContentBlock {
  const silent = !isVisible(token.text) && !isVisible(token.lang ?? "");
  const written = token.raw.trimEnd().split("\n");
  const first = written[0]?.trim() ?? "";
  const fence = /^(?:`{3,}|~{3,})/.exec(first)?.[0];
  const lines = linesOf(source);
  const prefix = prefixOf(lines[0], first);
  if (fence === undefined || prefix === undefined) return { kind: "lines", source, silent };
  const last = written.at(-1)?.trim() ?? "";
  const isClosed = written.length > 1 && last.startsWith(fence) && last.replaceAll(fence.charAt(0), "") === "";
  const count = isClosed ? written.length - 1 : lines.length;
  return {
    kind: "code",
    source,
    opening: lines[0] ?? "",
    rows: lines.slice(1, count).map((row): Row => ({ source: row, endsWell: /^[\s>]*$/.test(row) })),
    closing: lines.slice(count).join(""),
    repeated: { opening: `${prefix}${first}\n`, closing: prefix + fence },
    silent,
  };
}

/** The lines, each with its end. */
export function linesOf(source: string): string[] {
  return source.split(/(?<=\n)/);
}

/** What indents or quotes a line that ends so; undefined when it does not. */
function prefixOf(line: string | undefined, end: string): string | undefined {
  const text = line?.trimEnd();
  return text?.endsWith(end) ? text.slice(0, text.length - end.length).replaceAll(/[^\s>]/g, " ") : undefined;
}
