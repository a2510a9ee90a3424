import type { ExportChanges, ExportReads } from "./exports.js";
import type {
  AccessKeySummary,
  Collection,
  CollectionFields,
  Document,
  DocumentFields,
  DocumentState,
  NewAccessKey,
  PointPage,
  PointQuery,
  Project,
  StoredPoint,
  Task,
  TaskFields,
} from "./records.js";

/**
 * What can be asked. Within one `Storage.read` or `Storage.change` all answers are of one snapshot. Texts are compared
 * exactly, by their bytes; one that is not Unicode, or holds U+0000, is not stored anywhere and so matches nothing.
 */
export interface Reads extends ExportReads {
  /** The secret of a key that is not revoked. */
  findSecret(accessKeyId: string): Promise<string | undefined>;
  /** Whether a key that is not revoked may read a project. */
  mayRead(accessKeyId: string, projectId: number): Promise<boolean>;
  /** All keys, revoked ones too, the oldest first. */
  listAccessKeys(): Promise<AccessKeySummary[]>;
  findProject(name: string): Promise<Project | undefined>;
  /** All projects, by name. */
  listProjects(): Promise<Project[]>;
  findCollection(projectId: number, name: string): Promise<Collection | undefined>;
  findCollectionById(collectionId: number): Promise<Collection | undefined>;
  findCollectionByResourceId(resourceId: string): Promise<Collection | undefined>;
  /** All collections, by project and name. */
  listCollections(): Promise<Collection[]>;
  findDocument(collectionId: number, docId: string): Promise<Document | undefined>;
  /** All documents of a collection, by the bytes of `docId`. */
  listDocuments(collectionId: number): Promise<Document[]>;
  listPoints(collectionId: number, query: PointQuery): Promise<PointPage>;
  findTask(taskId: string): Promise<Task | undefined>;
}

/**
 * What can be changed. Each change is done completely or, when it rejects, not at all; the error may be caught, and the
 * transaction goes on. Changes that are begun together are done one after the other. A change of something that has
 * been deleted meanwhile rejects.
 */
export interface Changes extends Reads, ExportChanges {
  /** The project of a name, made when there is none. */
  ensureProject(name: string): Promise<Project>;
  /** @throws Error when there is a key of this id already. */
  createAccessKey(key: NewAccessKey): Promise<void>;
  /** Revokes a key and deletes its secret. Resolves to whether there was such a key and it was not revoked before. */
  revokeAccessKey(accessKeyId: string, revokeTime: number): Promise<boolean>;
  /** Makes a collection, and its project where there is none. Rejects when the name or the resource id is taken. */
  createCollection(fields: CollectionFields): Promise<Collection>;
  /** Sets what is given and leaves the rest as it is. */
  updateCollection(
    collectionId: number,
    fields: Pick<CollectionFields, "updateTime"> & Partial<Pick<CollectionFields, "description" | "pipelines">>,
  ): Promise<void>;
  /** Deletes a collection with its documents, points and tasks. */
  deleteCollection(collectionId: number): Promise<void>;
  /** Makes a document, or replaces all fields of the one with this `docId`; its points stay. */
  putDocument(collectionId: number, fields: DocumentFields): Promise<Document>;
  /** Sets where the file is that a document was imported from, on this machine. */
  setDocumentFile(documentId: number, filePath: string): Promise<void>;
  setDocumentState(documentId: number, state: DocumentState, updateTime: number): Promise<void>;
  /**
   * Replaces all points of a document. They may be given in batches, so that not all of them are in memory at once.
   * `ending` completes the texts that end in a comma.
   *
   * @throws PointIdTakenError when two points of the collection would have one id; and what the batches throw.
   */
  replacePoints(
    documentId: number,
    points: readonly StoredPoint[] | AsyncIterable<readonly StoredPoint[]>,
    ending?: string,
  ): Promise<void>;
  /** Deletes a document with its points. */
  deleteDocument(documentId: number): Promise<void>;
  /** Makes a task, or replaces the one with this id. */
  putTask(collectionId: number, fields: TaskFields): Promise<void>;
}

/**
 * Where knowledge bases are kept, whatever the engine. A read or a change that is begun inside another one rejects: each
 * would wait for the other.
 */
export interface Storage {
  /** What `openStorage` opens the same database with again, as in another thread. */
  readonly location: string;
  /** Runs reads on one snapshot of the database, whatever others write meanwhile. */
  read<Result>(work: (reads: Reads) => Promise<Result>): Promise<Result>;
  /**
   * Runs changes in one transaction: all of them are kept, or none when `work` rejects. While another process or
   * connection is changing the same database it waits, and this thread with it.
   */
  change<Result>(work: (changes: Changes) => Promise<Result>): Promise<Result>;
  /** Ends the connection when all reads and changes under way have ended. */
  close(): Promise<void>;
}

/** Two points of a collection cannot have one id. Nothing was changed. */
export class PointIdTakenError extends Error {
  override readonly name = "PointIdTakenError";
  readonly pointId: string;
  /** The document that has the id already: another one, or that whose new points have it twice. */
  readonly docId: string;

  constructor(pointId: string, docId: string) {
    super(`The point id ${JSON.stringify(pointId)} is taken by a point of the document ${JSON.stringify(docId)}.`);
    this.pointId = pointId;
    this.docId = docId;
  }
}
