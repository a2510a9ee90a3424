import { Lexer, type Token, type Tokens } from "marked";
import { DocumentFailure } from "../../failures.js";
import { type Block, lineContent, type ReadDocument } from "./document-reader.js";
import { takeFrontMatter } from "./front-matter.js";

/**
 * In UTF-16 code units: enough for a heading with a row of badges. The parser's time grows with the square of the
 * length: 16 s for 2 MB.
 */
const maximumLength = 4_000;

/**
 * What a heading says, in one line and without markup: the text of a link, the alternative text of an image. Empty when
 * it is longer than any title would be; then the heading is text like the rest.
 */
function headingTitle(lexer: Lexer, text: string): string {
  if (text.length > maximumLength) return "";
  return lexer.inlineTokens(text).map(plainText).join("").replaceAll(/\s+/g, " ").trim();
}

function plainText(token: Token): string {
  if (token.type === "html") return "";
  if (token.type === "br") return " ";
  if ("tokens" in token && token.tokens) return token.tokens.map(plainText).join("");
  return "text" in token ? token.text : token.raw;
}

/**
 * Reads Markdown (GitHub's). The title is that of the front matter, else the first heading of level 1.
 *
 * @throws DocumentFailure also when it is nested too deeply for the parser.
 */
export function readMarkdown(source: string): ReadDocument {
  const { title, meta, text } = takeFrontMatter(source);
  try {
    const lexer = new Lexer();
    const tokens = lexer.blockTokens(text, []);
    const blocks = withGaps(tokens).map(({ token, source }) => toBlock(lexer, token, source));
    return { title: title ?? firstTitle(blocks), meta, blocks };
  } catch (error) {
    // The parser's recursion and its regular expressions both fail with this error.
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentFailure("The Markdown is nested too deeply, or one of its paragraphs is too long, to be parsed.");
  }
}

interface SourcedToken {
  readonly token: Token;
  /** The token's text with the empty lines below it. */
  readonly source: string;
}

/** Joins empty lines, which the parser gives as tokens, to the token above them. */
function withGaps(tokens: readonly Token[]): SourcedToken[] {
  const sourced: SourcedToken[] = [];
  for (const token of tokens) {
    const last = sourced.at(-1);
    if (token.type !== "space") sourced.push({ token, source: token.raw });
    else if (last) sourced[sourced.length - 1] = { token: last.token, source: last.source + token.raw };
  }
  return sourced;
}

function toBlock(lexer: Lexer, token: Token, source: string): Block {
  switch (token.type) {
    case "heading": {
      const { text, depth } = token as Tokens.Heading;
      return { kind: "heading", level: depth, title: headingTitle(lexer, text), source };
    }
    case "table":
      return toTable(source);
    case "paragraph":
      return { kind: "prose", source };
    default:
      return { kind: "lines", source, wholeLines: nestedRows(token) };
  }
}

/** In a table of GitHub's Markdown each line is a row; the second separates the header from the others. */
function toTable(source: string): Block {
  const [names = "", delimiters = "", ...rows] = source.trimEnd().split("\n");
  return { kind: "table", header: `${names}\n${delimiters}`, rows };
}

/** The rows of all tables within a list or a quote. */
function nestedRows(token: Token): ReadonlySet<string> | undefined {
  const rows = new Set<string>();
  collectRows(token, rows);
  return rows.size === 0 ? undefined : rows;
}

function collectRows(token: Token, rows: Set<string>): void {
  if (token.type !== "table") for (const child of childrenOf(token)) collectRows(child, rows);
  else for (const row of token.raw.trimEnd().split("\n")) rows.add(lineContent(row));
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === "list") return (token as Tokens.List).items;
  return ("tokens" in token && token.tokens) || [];
}

function firstTitle(blocks: readonly Block[]): string | undefined {
  const heading = blocks.find((block) => block.kind === "heading" && block.level === 1);
  return (heading?.kind === "heading" && heading.title) || undefined;
}
