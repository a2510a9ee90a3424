import { convertToHtml, images } from "mammoth";
import { DocumentFailure } from "../../failures.js";
import type { ReadDocument, ReadingSettings } from "./document-reader.js";
import { readHtmlText } from "./html.js";
import { elementText } from "./office/scan-xml.js";
import { isCompoundFile, readZipParts } from "./office/zip-parts.js";
import { withReadableMarkup } from "./word/readable-markup.js";
import { styleMap } from "./word/style-map.js";

/** In bytes: the XML of a document. The parser takes up to seventy times as much, which the memory limit is for. */
export const maximumXmlBytes = 48 * 1024 * 1024;

/**
 * Reads a Word document (.docx): its text with tables, lists and notes, and with the changes that were tracked; no
 * comments, headers and footers. The title is that of its properties, else its first heading of the highest level,
 * which a paragraph in the style Title is.
 *
 * @throws DocumentFailure also when it is encrypted, damaged or of an older format, or holds no text.
 */
export async function readWord(bytes: Uint8Array, { limits }: ReadingSettings): Promise<ReadDocument> {
  if (bytes.length === 0) throw new DocumentFailure("The file is empty.");
  refuseCompoundFile(bytes);
  const parts = await readZipParts(bytes, (name) => /\.(?:xml|rels)$/i.test(name), maximumXmlBytes);
  const texts = new Map<string, string>();
  for (const [name, part] of parts) texts.set(name, decodeXml(name, part));
  const html = await toHtml(texts);
  const { title, ...read } = readHtmlText(html, limits);
  return { ...read, title: elementText(texts.get("docProps/core.xml") ?? "", "dc:title") ?? title };
}

function refuseCompoundFile(bytes: Uint8Array): void {
  if (!isCompoundFile(bytes)) return;
  const isEncrypted = Buffer.from(bytes).includes("EncryptedPackage", "utf16le");
  throw new DocumentFailure(
    isEncrypted
      ? "The file is encrypted. Save it without a password."
      : "The file is in the format of Word 97 to 2003. Save it as .docx.",
  );
}

/** No part of an office document may declare entities, which could name other files (ISO/IEC 29500-2, 8.1.4). */
function decodeXml(name: string, part: Buffer): string {
  const encoding =
    part[0] === 0xff && part[1] === 0xfe ? "utf-16le" : part[0] === 0xfe && part[1] === 0xff ? "utf-16be" : "utf-8";
  const text = new TextDecoder(encoding).decode(part);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new DocumentFailure(`The file declares entities, in ${name}, which no Word document may do.`);
  }
  return text;
}

async function toHtml(texts: ReadonlyMap<string, string>): Promise<string> {
  // The parser asks for a file's parts instead of a path where it is given such an object.
  const input = {
    path: "",
    file: {
      exists: (name: string) => texts.has(name),
      read: async (name: string) => withReadableMarkup(texts.get(name) ?? ""),
    },
  };
  try {
    const { value } = await convertToHtml(input, {
      styleMap: styleMap(texts.get("word/styles.xml") ?? ""),
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      // Of a picture only what it says of itself is kept.
      convertImage: images.imgElement(async () => ({ src: "" })),
    });
    return value;
  } catch (error) {
    if (error instanceof RangeError) throw new DocumentFailure("The document is nested too deeply to be read.");
    const { message } = error as Error;
    throw new DocumentFailure(
      message.includes("main document part")
        ? "The file holds no Word document."
        : `The file is damaged: ${message.split("\n", 1)[0]}.`,
    );
  }
}
