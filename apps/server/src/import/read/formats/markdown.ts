import { Lexer } from "marked";
import { firstTitle } from "../../blocks.js";
import { DocumentFailure } from "../../failures.js";
import type { ReadDocument } from "./document-reader.js";
import { takeFrontMatter } from "./markdown/front-matter.js";
import { toBlocks } from "./markdown/to-blocks.js";

/**
 * Reads Markdown (GitHub's). The title is that of the front matter, else the first heading of the highest level that
 * the document has.
 *
 * @throws DocumentFailure also when it is nested too deeply for the parser.
 */
export function readMarkdown(source: string): ReadDocument {
  const { title, meta, text } = takeFrontMatter(source);
  try {
    const lexer = new Lexer();
    const blocks = toBlocks(lexer, lexer.blockTokens(text, []));
    return { title: title ?? firstTitle(blocks), meta, blocks };
  } catch (error) {
    // The parser's recursion and its regular expressions both fail with this error.
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentFailure("The Markdown is nested too deeply, or one of its paragraphs is too long, to be parsed.");
  }
}
