import { decodeHTMLStrict } from "entities";
import type { Lexer, Token, Tokens } from "marked";
import { type Block, type ContentBlock, isVisible } from "../../../blocks.js";
import { codeBlock, linesOf, tableBlock } from "./framed-blocks.js";
import { headingTitle } from "./heading-title.js";
import { htmlBlocks } from "./html-blocks.js";
import { blankCode, scanHtml } from "./scan-html.js";

interface SourcedToken {
  readonly token: Token;
  /** The token's text as it stands in the document, with the empty lines below it. */
  readonly source: string;
  /** The same with spaces in place of code, where a tag is none. */
  readonly markup: string;
}

/** The blocks of a document. */
export function toBlocks(lexer: Lexer, tokens: readonly Token[]): Block[] {
  const all = joinElements(withGaps(tokens));
  const blocks: Block[] = [];
  for (const sourced of all) {
    const { token, source } = sourced;
    if (token.type === "heading") {
      const { text, depth } = token as Tokens.Heading;
      const title = headingTitle(lexer, text);
      blocks.push({
        kind: "heading",
        level: depth,
        title,
        source,
        silent: !(title || isVisible(decodeHTMLStrict(text))),
      });
      continue;
    }
    const last = blocks.at(-1);
    const attributes = token.type === "paragraph" ? attributeLine.exec(source)?.[0] : undefined;
    if (attributes === undefined || last?.kind !== "heading" || /\n[ \t]*\n/.test(last.source)) {
      // Between empty lines, what stands in HTML is Markdown.
      const inline = (block: Block) =>
        token.type === "joined" && block.kind === "heading"
          ? { ...block, title: headingTitle(lexer, block.title) }
          : block;
      for (const block of toContent(sourced)) blocks.push(inline(block));
      continue;
    }
    // It says something about the heading that it stands below.
    const rest = source.slice(attributes.length);
    blocks[blocks.length - 1] = { ...last, source: last.source + attributes + (isVisible(rest) ? "" : rest) };
    const below = isVisible(rest) ? toContent({ token, source: rest, markup: blankCode(rest) }) : [];
    for (const block of below) blocks.push(block);
  }
  return blocks;
}

/** A line that is an attribute list of kramdown. */
const attributeLine = /^ {0,3}\{:[^{}\n]*\}[ \t]*(?:\n|$)/;

/** Joins empty lines, which the parser gives as tokens, to the token above them. */
function withGaps(tokens: readonly Token[]): SourcedToken[] {
  const sourced: SourcedToken[] = [];
  for (const token of tokens) {
    const last = sourced.at(-1);
    if (token.type !== "space") sourced.push(toSourced(token, token.raw));
    else if (last) sourced[sourced.length - 1] = toSourced(last.token, last.source + token.raw);
  }
  return sourced;
}

function toSourced(token: Token, source: string): SourcedToken {
  if (token.type === "html" || !source.includes("`")) return { token, source, markup: source };
  return { token, source, markup: token.type === "code" ? source.replaceAll(/[^\n]/g, " ") : blankCode(source) };
}

/**
 * Joins what the parser takes apart at the empty lines of a table or a heading in HTML. A heading of Markdown within
 * them ends them: then they only arrange what stands there.
 */
function joinElements(all: readonly SourcedToken[]): SourcedToken[] {
  const joined: SourcedToken[] = [];
  let open: { readonly tag: string; readonly at: number } | undefined;
  let depth = 0;
  for (const sourced of all) {
    const { token, markup } = sourced;
    joined.push(sourced);
    const isTooFar = open !== undefined && open.tag !== "table" && joined.length - open.at > 4;
    if (token.type === "heading" || isTooFar) open = undefined;
    if (!/<\/?(?:table|h[1-6])\b/i.test(markup)) continue;
    for (const { tag, isEnd } of scanHtml(markup)) {
      if (open === undefined) {
        const mayOpen = token.type === "html" ? /^(?:table|h[1-6])$/ : token.type === "paragraph" ? /^table$/ : /^$/;
        if (tag === undefined || isEnd || !mayOpen.test(tag)) continue;
        open = { tag, at: joined.length - 1 };
        depth = 1;
      } else if (tag === open.tag) {
        depth += isEnd ? -1 : 1;
        if (depth > 0) continue;
        const parts = joined.splice(open.at);
        const [source, text] = [parts.map((part) => part.source).join(""), parts.map((part) => part.markup).join("")];
        const [only] = parts;
        joined.push(
          parts.length === 1 && only ? only : { token: { type: "joined", raw: source }, source, markup: text },
        );
        open = undefined;
      }
    }
  }
  return joined;
}

function toContent({ token, source, markup }: SourcedToken): Block[] {
  switch (token.type) {
    case "code":
      return [codeBlock(token as Tokens.Code, source)];
    case "table":
      return [tableBlock(token, source)];
    case "html":
    case "joined":
      return htmlBlocks(source, "lines", markup);
    case "paragraph":
    case "text":
      return paragraphBlocks(token.raw, source, markup);
    case "list":
    case "list_item":
    case "blockquote":
      return [groupBlock(token, source)];
    default:
      return [{ kind: "lines", source, silent: token.type === "hr" }];
  }
}

/** @param text the source without what indents or quotes it */
function paragraphBlocks(text: string, source: string, markup: string): Block[] {
  if (/<table\b/i.test(markup)) return htmlBlocks(source, "prose", markup);
  const isHidden = /^\s*</.test(text) && htmlBlocks(source, "prose", markup).every(isSilent);
  const saysNothing = !isVisible(text.includes("&") ? text.replaceAll(/&#?\w+;/g, decodeHTMLStrict) : text);
  const isAttributes = attributeLine.exec(text)?.[0].trim() === text.trim();
  return [{ kind: "prose", source, silent: isHidden || saysNothing || isAttributes }];
}

function groupBlock(token: Token, source: string): ContentBlock {
  const sourced = joinElements(sourcesOf(childrenOf(token), source));
  const parts = sourced.flatMap(toContent).map(asContent);
  if (sourced.length === 0) return { kind: "lines", source, silent: true };
  return { kind: "group", source, parts, silent: parts.every(isSilent) };
}

/** A heading within a list or a quote is text of it. */
function asContent(block: Block): ContentBlock {
  return block.kind === "heading" ? { kind: "lines", source: block.source } : block;
}

function isSilent(block: Block): boolean {
  return block.kind !== "heading" && block.silent === true;
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === "list") return (token as Tokens.List).items;
  return ("tokens" in token && token.tokens) || [];
}

/**
 * The lines that each token stands on. The parser takes away what indents or quotes the lines within a list or a quote,
 * but no line. Where it did, or where two tokens share a line, a cut is in another place, and nothing is lost.
 */
function sourcesOf(tokens: readonly Token[], source: string): SourcedToken[] {
  const lines = linesOf(source);
  const sourced: SourcedToken[] = [];
  let [first, end] = [0, 0];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    end += token.raw.split("\n").length - 1;
    // The line's end may be the next token's.
    const isMidLine = !token.raw.endsWith("\n");
    const until = next === undefined ? lines.length : end + (isMidLine ? 1 : 0);
    const text = lines.slice(first, until).join("");
    const last = sourced.at(-1);
    if (token.type === "space" && last) sourced[sourced.length - 1] = toSourced(last.token, last.source + text);
    else if (token.type === "space") continue;
    else sourced.push(toSourced(token, text));
    first = Math.max(first, until);
  }
  return sourced;
}
