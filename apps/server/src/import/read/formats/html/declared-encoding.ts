import { parse } from "parse5";
import { attribute, type HtmlParent } from "./visit.js";

/** In bytes: how far a page's declaration is looked for (HTML Standard, "prescan a byte stream"). */
const prescanned = 1024;

/** The encoding that a page declares at its beginning, as the Encoding Standard calls it. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, prescanned));
  const ofXml = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']*)["']/.exec(start)?.[1];
  const encoding = knownEncoding(ofXml) ?? metaEncoding(start);
  // A declaration that is read byte by byte is not in UTF-16.
  return encoding?.startsWith("utf-16") ? "utf-8" : encoding;
}

function metaEncoding(start: string): string | undefined {
  const stack: HtmlParent[] = [parse(start)];
  for (let next = stack.pop(); next; next = stack.pop()) {
    for (const node of next.childNodes.toReversed()) if ("childNodes" in node) stack.push(node);
    if (!("tagName" in next) || next.tagName !== "meta") continue;
    const ofContent = /charset\s*=\s*["']?\s*([^\s;"']+)/i.exec(attribute(next, "content") ?? "")?.[1];
    const isType = attribute(next, "http-equiv")?.toLowerCase() === "content-type";
    const encoding = knownEncoding(attribute(next, "charset")) ?? (isType ? knownEncoding(ofContent) : undefined);
    if (encoding !== undefined) return encoding;
  }
  return undefined;
}

function knownEncoding(label: string | undefined): string | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
