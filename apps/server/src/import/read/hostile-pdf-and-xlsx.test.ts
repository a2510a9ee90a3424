import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { documentFolder } from "../../../testing/document-folder.js";
import { smallPdf, text } from "../../../testing/small-pdf.js";
import { rowsOf, smallWorkbook } from "../../../testing/small-workbook.js";
import { temporaryDatabase } from "../../../testing/temporary-database.js";
import { importFolder } from "../import-folder.js";

// What a file may do to its reader: each is stopped by a limit, with the reason, and the next file is read.

const limits = { maximumCpuSeconds: 4, maximumHeapMebibytes: 256 };
const cpuTime = "To read the file takes more than the 4 seconds of CPU time that are allowed.";
const memory = "To read the file takes more than the 256 MiB of memory that are allowed.";

const stream = (bytes: Uint8Array) =>
  `<</Length ${bytes.length} /Filter /FlateDecode>> stream\n${Buffer.from(bytes).toString("latin1")}\nendstream`;
/** A PDF whose page shows the contents of an object. */
const shown = (object: string) =>
  smallPdf({ pages: [[text(72, 700, "Text")]], objects: [object], page: "/Contents 1000 0 R" });

test.each<{ what: string; files: Readonly<Record<string, Uint8Array>>; reasons: readonly string[] }>([
  {
    what: "a stream of a million texts",
    files: { "a.pdf": shown(stream(deflateSync(`BT /F1 9 Tf 9 9 Td ${"(a) Tj 1 1 Td ".repeat(4_000_000)} ET`))) },
    reasons: [cpuTime, memory],
  },
  {
    what: "a tree of pages that says that it has a million",
    files: {
      "a.pdf": Buffer.from(
        "%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R]>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n",
      ),
    },
    reasons: [cpuTime, memory, "The PDF"],
  },
  {
    what: "a sheet of a million merged cells",
    files: {
      "a.xlsx": smallWorkbook({
        sheets: [
          {
            name: "S",
            rows: rowsOf(Array.from({ length: 20_000 }, (_, row) => [row, "a"])),
            merges: Array.from({ length: 100_000 }, () => "A2:A19999"),
          },
        ],
      }),
    },
    reasons: [cpuTime, memory],
  },
])(
  "$what",
  async ({ files, reasons }) => {
    const folder = await documentFolder({ ...files, "b.md": "# B\n\nb" });
    const report = await importFolder({
      databasePath: await temporaryDatabase(),
      folder,
      collectionName: "intake",
      limits,
    });
    expect(report.done).toBe(1);
    expect(report.failed).toHaveLength(1);
    const [failure] = report.failed;
    expect(failure?.failedCode).toBe(90001);
    expect(
      reasons.some((reason) => failure?.failedMessage.startsWith(reason)),
      failure?.failedMessage,
    ).toBe(true);
  },
  120_000,
);
