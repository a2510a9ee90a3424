import { zipFile } from "./zip-file.js";

interface SmallSheet {
  readonly name: string;
  /** XML of its rows; of its cells with `cells`. */
  readonly rows: string;
  readonly merges?: readonly string[];
  readonly state?: "hidden" | "veryHidden";
  /** What the sheet is; a worksheet when absent. */
  readonly kind?: "chartsheet";
}

interface SmallWorkbook {
  readonly sheets: readonly SmallSheet[];
  /** Number formats, which `s` of a cell counts from 1. */
  readonly formats?: readonly string[];
  /** XML of shared strings. */
  readonly strings?: readonly string[];
  readonly is1904?: boolean;
  /** What attributes stand in, where the workbook says which sheets it has. */
  readonly quote?: '"' | "'";
}

/** Rows of texts, numbers, and XML of cells, such as `<c><v>1</v></c>`; what is undefined is no cell. */
export function rowsOf(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return rows
    .map((row, rowIndex) => {
      const cells = row.map((value, column) => {
        const place = `r="${String.fromCharCode(65 + column)}${rowIndex + 1}"`;
        if (value === undefined) return "";
        if (typeof value === "number") return `<c ${place}><v>${value}</v></c>`;
        if (value.startsWith("<c")) return value.replace("<c", `<c ${place}`);
        return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
      });
      return `<row r="${rowIndex + 1}">${cells.join("")}</row>`;
    })
    .join("");
}

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = (list: readonly string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;

/** An Excel workbook (ECMA-376). */
export function smallWorkbook({
  sheets,
  formats = [],
  strings = [],
  is1904 = false,
  quote = '"',
}: SmallWorkbook): Uint8Array {
  const quoted = (xml: string) => xml.replaceAll('"', quote);
  const sheetTags = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ""}/>`,
  );
  const parts = [
    { name: "[Content_Types].xml", content: "<Types/>" },
    { name: "_rels/.rels", content: relations([relation("rId1", "officeDocument", "xl/workbook.xml")]) },
    {
      name: "xl/workbook.xml",
      content: quoted(
        `<workbook ${main} xmlns:r="${office}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheetTags.join("")}</sheets></workbook>`,
      ),
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: quoted(
        relations([
          ...sheets.map(({ kind = "worksheet" }, index) => relation(`rId${index + 1}`, kind, `sheet${index + 1}.xml`)),
          relation("rId98", "styles", "styles.xml"),
          relation("rId99", "sharedStrings", "strings.xml"),
        ]),
      ),
    },
    {
      name: "xl/styles.xml",
      content: `<styleSheet ${main}><numFmts>${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${200 + index}" applyNumberFormat="1"/>`).join("")}</cellXfs></styleSheet>`,
    },
    { name: "xl/strings.xml", content: `<sst ${main}>${strings.map((xml) => `<si>${xml}</si>`).join("")}</sst>` },
    ...sheets.map(({ rows, merges = [] }, index) => {
      const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join("");
      const cells = merged === "" ? "" : `<mergeCells>${merged}</mergeCells>`;
      return {
        name: `xl/sheet${index + 1}.xml`,
        content: `<worksheet ${main}><sheetData>${rows}</sheetData>${cells}</worksheet>`,
      };
    }),
  ];
  return zipFile(parts);
}
