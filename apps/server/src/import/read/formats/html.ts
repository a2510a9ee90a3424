import { parse } from "parse5";
import { firstTitle } from "../../blocks.js";
import { DocumentFailure } from "../../failures.js";
import type { ImportLimits } from "../../limits.js";
import { decodeText } from "../decode-text.js";
import type { ReadDocument, ReadingSettings } from "./document-reader.js";
import { declaredEncoding } from "./html/declared-encoding.js";
import { collapse } from "./html/inline-text.js";
import { treeBlocks } from "./html/tree-blocks.js";
import type { HtmlParent } from "./html/visit.js";

/**
 * Reads HTML. The encoding is that of its byte order mark, else the given one, else the one that it declares; bytes
 * that are UTF-8 are read as that, whatever they declare. The title is that of the page, else its first heading of the
 * highest level.
 *
 * @throws DocumentFailure also when it holds no text.
 */
export function readHtml(
  bytes: Uint8Array,
  { limits, encoding: given, isEncodingRemembered }: ReadingSettings,
): ReadDocument {
  const { text, encoding } = decodeText(bytes, given ?? declaredEncoding(bytes), isEncodingRemembered);
  return { ...readHtmlText(text, limits), encoding };
}

/** Reads HTML whose encoding is known. */
export function readHtmlText(text: string, limits: ImportLimits): ReadDocument {
  const page = parse(text);
  const blocks = treeBlocks(page, limits);
  if (blocks.length === 0) throw new DocumentFailure("The file holds no text.");
  return { title: pageTitle(page) ?? firstTitle(blocks), blocks };
}

function pageTitle(page: HtmlParent): string | undefined {
  const html = page.childNodes.find((node) => node.nodeName === "html");
  const head = html && "childNodes" in html ? html.childNodes.find((node) => node.nodeName === "head") : undefined;
  const title = head && "childNodes" in head ? head.childNodes.find((node) => node.nodeName === "title") : undefined;
  const text =
    title && "childNodes" in title ? title.childNodes.map((node) => ("value" in node ? node.value : "")) : [];
  return collapse(text.join("")) || undefined;
}
