import { randomBytes as realRandomBytes } from "node:crypto";
import { defaultProject, findNamedCollection } from "../collections.js";
import type { Storage } from "../storage/storage.js";

/** What an export is to hold. */
export interface ExportRequest {
  readonly collectionName: string;
  /** Project of the collection. Default: `default`. */
  readonly projectName?: string | undefined;
  /** The documents whose points and files are wanted, at most 1,000. Default: all of the collection. */
  readonly docIds?: readonly string[] | undefined;
  /** For how many hours the result is kept, counted from the end of the export. Default: 24. */
  readonly keepHours?: number | undefined;
}

/** The randomness of ids and keys. */
export interface ExportMakers {
  readonly randomBytes?: ((size: number) => Uint8Array) | undefined;
}

const maximumDocuments = 1_000;

/** A year. */
export const maximumKeepHours = 8_784;

export const defaultKeepHours = 24;

/**
 * Asks for an export: a zip of a collection's points and original files, which a server that serves the same database
 * makes. The task can be asked for by task/info at once; when it has succeeded, its `attachment_link` leads to the zip.
 *
 * @returns the `task_id`
 * @throws Error when there is no such collection or document, or a limit is not kept; the message says what to do.
 */
export async function requestExport(
  storage: Storage,
  { collectionName, projectName = defaultProject, docIds, keepHours = defaultKeepHours }: ExportRequest,
  { randomBytes = realRandomBytes }: ExportMakers = {},
): Promise<string> {
  if (!(keepHours > 0 && keepHours <= maximumKeepHours)) {
    throw new Error(`A result can be kept for up to ${maximumKeepHours} hours, not for ${keepHours}.`);
  }
  if (docIds?.length === 0)
    throw new Error("An export of no documents holds nothing: name some, or none at all for all.");
  if (docIds !== undefined && docIds.length > maximumDocuments) {
    throw new Error(`An export can name ${maximumDocuments} documents at most: export the whole collection instead.`);
  }
  const hex = (size: number) => Buffer.from(randomBytes(size)).toString("hex");
  const taskId = hex(16);
  const linkKey = { accessKeyId: `LINK${hex(8).toUpperCase()}`, secretAccessKey: hex(32) };
  const keepTime = Math.ceil(keepHours * 3_600_000);
  await storage.change(async (changes) => {
    const collection = await findNamedCollection(changes, { projectName, name: collectionName });
    if (collection === undefined) {
      const names = `${JSON.stringify(collectionName)} in the project ${JSON.stringify(projectName)}`;
      const namesakes = (await changes.listCollections()).filter(({ name }) => name === collectionName);
      const others = namesakes.map((other) => other.projectName);
      const hint =
        others.length === 0
          ? "viking-kb-server import makes one"
          : `one of that name is in the project ${others.join(", ")} (--project ${others[0]})`;
      throw new Error(`There is no collection ${names}: ${hint}.`);
    }
    for (const docId of docIds ?? []) {
      if (await changes.findDocument(collection.id, docId)) continue;
      throw new Error(
        `The collection ${collectionName} has no document ${JSON.stringify(docId)}. Nothing is exported.`,
      );
    }
    await changes.createExport(collection.id, { taskId, docIds: docIds ?? null, keepTime }, linkKey);
  });
  return taskId;
}
