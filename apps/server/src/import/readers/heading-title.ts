import type { Lexer, Token } from "marked";

/**
 * In UTF-16 code units: enough for a heading with a row of badges. The parser takes a time that grows with the square
 * of the length, 16 s for 2 MB.
 */
const maximumLength = 4_000;

/**
 * What a heading says, in one line and without markup: of a link its text, of an image what stands for it. Nothing when
 * it is longer than any title: then it is text, where it stands.
 */
export function headingTitle(lexer: Lexer, text: string): string {
  if (text.length > maximumLength) return "";
  return lexer.inlineTokens(text).map(plainText).join("").replaceAll(/\s+/g, " ").trim();
}

function plainText(token: Token): string {
  if (token.type === "html") return "";
  if (token.type === "br") return " ";
  if ("tokens" in token && token.tokens) return token.tokens.map(plainText).join("");
  return "text" in token ? token.text : token.raw;
}
