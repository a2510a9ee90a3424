import { decodeHTMLStrict } from "entities";
import type { Lexer, Token } from "marked";
import { isVisible } from "../../../blocks.js";
import { scanHtml } from "./scan-html.js";

/**
 * In UTF-16 code units: enough for a heading with a row of badges. The parser's time grows with the square of the
 * length: 16 s for 2 MB.
 */
const maximumLength = 4_000;

/**
 * What a heading says, in one line and without markup: the text of a link, the alternative text of an image, characters
 * in place of their references; no attribute list and no mark of a footnote. Empty when it is longer than any title
 * would be; then the heading is text like the rest.
 */
export function headingTitle(lexer: Lexer, text: string): string {
  if (text.length > maximumLength) return "";
  const said = lexer.inlineTokens(withoutAttributes(text)).map(plainText).join("");
  return isVisible(said) ? said.replaceAll(/\s+/g, " ").trim() : "";
}

function plainText(token: Token): string {
  if (token.type === "html") {
    return scanHtml(token.raw)
      .map(({ tag, text }) => (tag === "br" ? " " : text))
      .join("");
  }
  if (token.type === "br") return " ";
  if (token.type === "link" && "text" in token && /^\^\S+$/.test(token.text)) return "";
  if ("tokens" in token && token.tokens) return token.tokens.map(plainText).join("");
  if (token.type === "text") return decodeHTMLStrict(token.raw.replaceAll(/\[\^[^\]\s]+\]/g, ""));
  return "text" in token ? token.text : token.raw;
}

/** Without the attribute lists at its end, and the closing `#` above them. */
function withoutAttributes(heading: string): string {
  let text = heading.trimEnd();
  for (let at = text.lastIndexOf("{"); text.endsWith("}") && at !== -1; at = text.lastIndexOf("{")) {
    const before = text.slice(0, at);
    const inner = text.slice(at + 1, -1);
    const stands = /(?:^|\s)$/.test(before) || (inner.startsWith("#") && !/[\\$]$/.test(before));
    if (!stands || !isAttributeList(inner)) break;
    text = before
      .trimEnd()
      .replace(/(?:^|\s)#+$/, "")
      .trimEnd();
  }
  return text;
}

/**
 * Whether braces hold attributes (`#id`, `.class`, `name="value"`, pandoc's `-`, whatever stands behind kramdown's `:`,
 * MDX's comment with an id), and not text, as `{a, b}` and `{x}` do.
 */
function isAttributeList(inner: string): boolean {
  if (/^\/\*\s*#[^\s*]+\s*\*\/$/.test(inner)) return true;
  const isOfKramdown = inner.startsWith(":");
  const words = inner
    .slice(isOfKramdown ? 1 : 0)
    .replaceAll(/[\w:-]+=(?:"[^"]*"|'[^']*')/g, " .quoted ")
    .trim()
    .split(/\s+/);
  const mark = /^(?:#[^\s{}]+|\.[^\d\s{}][^\s{}]*|-)$/;
  const other = isOfKramdown ? /^[\w-]+(?:=[^\s{}"']+)?$/ : /^[\w:-]+=[^\s{}"']+$/;
  return (
    words.every((word) => mark.test(word) || other.test(word)) &&
    (isOfKramdown || words.some((word) => mark.test(word)))
  );
}
