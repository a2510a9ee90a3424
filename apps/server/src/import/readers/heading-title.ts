import type { Lexer, Token } from "marked";

/** What a heading says, in one line and without markup: of a link its text, of an image what stands for it. */
export function headingTitle(lexer: Lexer, text: string): string {
  return lexer.inlineTokens(text).map(plainText).join("").replaceAll(/\s+/g, " ").trim();
}

function plainText(token: Token): string {
  if (token.type === "html") return "";
  if (token.type === "br") return " ";
  if ("tokens" in token && token.tokens) return token.tokens.map(plainText).join("");
  return "text" in token ? token.text : token.raw;
}
