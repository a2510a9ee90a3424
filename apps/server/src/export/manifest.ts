import type { Collection, Document } from "../storage/records.js";
import type { ImportedFile, MissingFile } from "./original-file.js";

/** An entry of an archive. */
export interface WrittenEntry {
  readonly entry: string;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** A document that an archive is about. */
export type ExportedDocument = ImportedFile &
  Pick<Document, "id" | "docId" | "docName" | "processStatus" | "pointCount">;

/** What an archive holds. */
export interface ArchiveContents {
  readonly collection: Pick<Collection, "projectName" | "name" | "resourceId">;
  /** When its points were read, all of them as they were at this moment. */
  readonly time: Date;
  /** What was asked for; null: the whole collection. */
  readonly docIds: readonly string[] | null;
  /** Documents that were asked for and are not there any more. */
  readonly notFound: readonly string[];
  readonly points: WrittenEntry & { readonly count: number };
  readonly documents: readonly { readonly document: ExportedDocument; readonly file: WrittenEntry | MissingFile }[];
}

/** In characters: about how much of the text is put together before it is given. */
const pieceLength = 64 * 1024;

/** The text of `manifest.json`, in pieces: JSON, a document a line. `docs/server.md` says what its members mean. */
export async function* manifestText(contents: ArchiveContents): AsyncGenerator<Buffer> {
  const { collection, time, docIds, notFound, points, documents } = contents;
  const files = documents.flatMap(({ file }) => ("entry" in file ? [file] : []));
  const head = {
    format: "viking-kb-export-1",
    time: time.toISOString(),
    project: collection.projectName,
    collection_name: collection.name,
    resource_id: collection.resourceId,
    doc_ids: docIds,
    not_found: notFound,
    points,
    files: {
      count: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: documents.length - files.length,
    },
  };
  const members = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  let text = `{\n${members.join(",\n")},\n  "documents": [`;
  let separator = "\n";
  for (const { document, file } of documents) {
    const { docId, docName, processStatus, pointCount } = document;
    const said = { doc_id: docId, doc_name: docName, process_status: processStatus, points: pointCount, file };
    text += `${separator}    ${JSON.stringify(said)}`;
    separator = ",\n";
    if (text.length < pieceLength) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(`${text}${documents.length === 0 ? "" : "\n  "}]\n}\n`);
}
