/** What a page shows: operators of a content stream, such as `text(72, 700, "Hello")`. */
export type PageContent = readonly string[];

interface SmallPdf {
  readonly pages: readonly PageContent[];
  /** Entries of the document's properties, such as `/Title (A title)`. */
  readonly properties?: string;
  /** Entries of the catalog. */
  readonly catalog?: string;
  /** Entries of each page, such as `/Rotate 90`. */
  readonly page?: string;
  /** Further objects, as they stand in the file; the first has number 1000. */
  readonly objects?: readonly string[];
}

/** Shows a text in Helvetica, from a place in points, counted from the page's lower left corner. */
export function text(x: number, y: number, content: string, size = 10): string {
  return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${content.replaceAll(/[()\\]/g, "\\$&")}) Tj ET`;
}

/** The lines of a column, from the top. */
export function lines(x: number, y: number, contents: readonly string[], size = 10): string[] {
  return contents.map((content, index) => text(x, y - 1.2 * size * index, content, size));
}

/** A PDF whose text is in Latin-1. Readers find its objects without a table of them. */
export function smallPdf({ pages, properties = "", catalog = "", page = "", objects = [] }: SmallPdf): Uint8Array {
  const numberOf = (index: number) => 10 + 2 * index;
  const all = [
    `1 0 obj <</Type /Catalog /Pages 2 0 R ${catalog}>> endobj`,
    `2 0 obj <</Type /Pages /Kids [${pages.map((_, index) => `${numberOf(index)} 0 R`).join(" ")}] /Count ${pages.length}>> endobj`,
    "3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj",
    `4 0 obj <<${properties}>> endobj`,
    ...pages.flatMap((content, index) => {
      const stream = content.join("\n");
      const number = numberOf(index);
      return [
        `${number} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources <</Font <</F1 3 0 R>>>> /Contents ${number + 1} 0 R ${page}>> endobj`,
        `${number + 1} 0 obj <</Length ${stream.length}>> stream\n${stream}\nendstream endobj`,
      ];
    }),
    ...objects.map((object, index) => `${1000 + index} 0 obj ${object} endobj`),
  ];
  return Buffer.from(`%PDF-1.7\n${all.join("\n")}\ntrailer <</Root 1 0 R /Info 4 0 R>>\n%%EOF\n`, "latin1");
}
