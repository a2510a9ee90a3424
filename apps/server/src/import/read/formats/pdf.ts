import type { PDFDocumentProxy } from "pdfjs-dist";
import { firstTitle } from "../../blocks.js";
import { DocumentFailure } from "../../failures.js";
import type { ReadDocument } from "./document-reader.js";
import { toBlocks } from "./pdf/blocks.js";
import { findHeadings, readOutline } from "./pdf/headings.js";
import { withPdf } from "./pdf/open-pdf.js";
import { readPageText, storable } from "./pdf/page-text.js";
import { type PagePart, toParagraphs } from "./pdf/paragraphs.js";
import { inReadingOrder } from "./pdf/reading-order.js";
import { toRows } from "./pdf/rows.js";

/**
 * Reads the text layer of a PDF: its paragraphs, headings and plain tables in the order in which people read them, each
 * with its page. The title is that of its properties, else its first heading of the highest level.
 *
 * @param readFile reads the files of pdfjs-dist
 * @throws DocumentFailure also when a password protects it, it is damaged, or it has no text.
 */
export function readPdf(bytes: Uint8Array, readFile?: Parameters<typeof withPdf>[2]): Promise<ReadDocument> {
  const use = async (pdf: PDFDocumentProxy): Promise<ReadDocument> => {
    const parts: PagePart[] = [];
    for (let page = 1; page <= pdf.numPages; page++) {
      for (const part of await readPage(pdf, page)) parts.push(part);
    }
    if (parts.length === 0) {
      const message = `The PDF has ${pdf.numPages === 1 ? "a page" : `${pdf.numPages} pages`} without any text; pages that were scanned need a text layer (OCR) first.`;
      throw new DocumentFailure(message);
    }
    const lines = parts.flatMap((part) => (part.kind === "paragraph" ? part.lines : []));
    const blocks = toBlocks(parts, findHeadings(lines, await readOutline(pdf)));
    return { title: (await titleOf(pdf)) ?? firstTitle(blocks), blocks };
  };
  return withPdf(bytes, use, readFile);
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<PagePart[]> {
  const page = await pdf.getPage(number);
  try {
    const directions = await readPageText(page);
    return directions.flatMap((pieces, index) =>
      inReadingOrder(toRows(pieces), index === 0).flatMap((region) => toParagraphs(region, number)),
    );
  } finally {
    page.cleanup();
  }
}

/** A name of a file, or what a program writes where nobody has given a title, says nothing. */
const meaningless =
  /^(?:untitled|(?:no )?title|document\s?\d*|microsoft \w+ - .*|.*\.(?:docx?|dvi|indd|odt|pdf|pptx?|qxd|rtf|tex|xlsx?))$/i;

async function titleOf(pdf: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await pdf.getMetadata();
  const title =
    "Title" in info && typeof info.Title === "string" ? storable(info.Title).replaceAll(/\s+/g, " ").trim() : "";
  return /\p{L}/u.test(title) && !meaningless.test(title) ? title : undefined;
}
