import { expect, test } from "vitest";
import { documentFolder } from "../../testing/document-folder.js";
import { smallPdf, text } from "../../testing/small-pdf.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { runImport } from "./run-import.js";

test("A point of a PDF says, each once, which document it is of and on which page it stands", async () => {
  const storage = await openTemporaryStorage();
  const pages = ["First", "Second"].map((content) => [text(72, 700, content)]);
  const folder = await documentFolder({ "a.pdf": smallPdf({ pages }) });
  await runImport(storage, { folder, collectionName: "pages", limits: { maximumChunkLength: 8 } });
  const { points } = await storedCollection(storage, "pages");
  const told = points.map(({ content, doc_info: document }) => ({ content, document }));
  expect(told).toMatchObject([
    { content: "First", document: { doc_id: "a.pdf", doc_type: "pdf", original_coordinate: { page_no: [1] } } },
    { content: "Second", document: { doc_id: "a.pdf", doc_type: "pdf", original_coordinate: { page_no: [2] } } },
  ]);
});
