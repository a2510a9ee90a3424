import { expect, test } from "vitest";
import { documentFolder } from "../../testing/document-folder.js";
import { rowsOf, smallWorkbook } from "../../testing/small-workbook.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { runImport } from "./run-import.js";

const collectionName = "intake";
const workbookOf = (text: string) =>
  smallWorkbook({ sheets: [{ name: "S", rows: rowsOf([["a"], [`<c t="inlineStr"><is><t>${text}</t></is></c>`]]) }] });
test.each<{ what: string; content: Uint8Array; failedMessage: string }>([
  {
    what: "U+0000 in a cell",
    content: workbookOf("desk _x0000_y"),
    failedMessage:
      'Sheet "S" holds the character U+0000, which no text may hold; leave it out. It stands behind "a:desk ".',
  },
  {
    what: "half of a surrogate pair in a cell",
    content: workbookOf("desk &#xD83D;y"),
    failedMessage:
      'Sheet "S" holds half of a surrogate pair, such as \\ud83d alone, which is no character; write the whole character. It stands behind "a:desk ".',
  },
])("A workbook with $what fails, and says where", async ({ content, failedMessage }) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.xlsx": content, "good.txt": "good" });
  const report = await runImport(storage, { folder, collectionName });
  expect(report).toMatchObject({ done: 1, failed: [{ docId: "a.xlsx", failedMessage }] });
});

test("A title that cannot be stored fails its document", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.bin": "", "b.bin": "" });
  const read = () => ({ title: "x\0", points: [{ content: "c", members: {} }] });
  const readers = new Map([["bin", { version: 1, takes: "bytes", read } as const]]);
  const report = await runImport(storage, { folder, collectionName }, { readers });
  expect(report.failed.map((failed) => failed.failedMessage)).toEqual(
    Array(2).fill('The title holds the character U+0000, which no text may hold; leave it out. It stands behind "x".'),
  );
});
