import type { Generated, Kysely } from "kysely";
import type { LinkKey, NewExport } from "../exports.js";
import type { CollectionFields, DocumentFields, NewAccessKey, StoredPoint, TaskFields } from "../records.js";

/** The fields of a record, some of which are stored as JSON text. */
type AsJsonText<Fields, Names extends keyof Fields> = Omit<Fields, Names> & { [Name in Names]: string };

interface Identified {
  id: Generated<number>;
}

/**
 * The tables, one row a record: their names and those of their columns, here in camel case, are in snake case in the
 * database. Columns of counters are kept by triggers and never written from here.
 */
export interface Tables {
  project: Identified & { name: string };
  accessKey: Identified &
    Omit<NewAccessKey, "secretAccessKey" | "projects"> & {
      /** Null once the key is revoked, since it is of no more use. */
      secretAccessKey: string | null;
      /** Yes and no as SQLite and PostgreSQL both keep them. */
      allProjects: 0 | 1;
      revokeTime: number | null;
    };
  accessKeyProject: { keyId: number; projectId: number };
  collection: Identified &
    AsJsonText<Omit<CollectionFields, "projectName">, "pipelines" | "members"> & {
      projectId: number;
      documentCount: Generated<number>;
      finishedDocumentCount: Generated<number>;
      succeededDocumentCount: Generated<number>;
      pointCount: Generated<number>;
    };
  document: Identified &
    AsJsonText<DocumentFields, "members"> & {
      collectionId: number;
      filePath: Generated<string | null>;
      /** Set by whoever replaces the points; the collection's counter follows it by a trigger. */
      pointCount: Generated<number>;
      /** Likewise: what completes the texts of points that end in a comma (whole-point.ts). */
      pointEnding: Generated<string | null>;
    };
  point: Identified & StoredPoint & { collectionId: number; documentId: number };
  /** Counts by which a page is found (pages/blocks.ts). Kept by whoever changes the points. */
  pointBlock: { collectionId: number; level: number; firstPointId: string; pointCount: number };
  /** Numbers of points in their document, likewise (pages/marks.ts). */
  pointMark: { documentId: number; stride: number; pointRank: number; pointId: string };
  task: Identified & TaskFields & { collectionId: number };
  export: Omit<NewExport, "docIds"> & {
    docIds: string | null;
    attempts: Generated<number>;
    holder: Generated<string | null>;
    /** Until then nobody takes it up. */
    leaseEnd: Generated<number>;
    /** Null until it has ended. */
    expiryTime: Generated<number | null>;
    byteLength: Generated<number | null>;
    hash: Generated<string | null>;
  };
  exportPart: Identified & { taskId: string; number: number; bytes: Uint8Array };
  /** One row at most. */
  linkKey: LinkKey & { id: number };
}

/** A connection, or a transaction on one. */
export type Database = Kysely<Tables>;
