import type { Document } from "./records.js";

/** What a new export is made of. All times are Unix milliseconds. */
export interface NewExport {
  /** Of its task, which runs until the export has ended. */
  readonly taskId: string;
  /** The documents that it is to hold; null: the whole collection. */
  readonly docIds: readonly string[] | null;
  /** For how long its result is kept, in milliseconds, counted from its end. */
  readonly keepTime: number;
}

/**
 * The key that links to results are signed with. It is of this installation, serves links alone, and is no access key.
 */
export interface LinkKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Who works on an export, and until when nobody else does: an export whose holder has died is taken over then. That is
 * a time by the clock of whoever asks, so the clocks of servers that share a database must agree to some seconds.
 */
export interface ExportLease {
  /** Another one each time that an export is taken up. */
  readonly holder: string;
  readonly leaseEnd: number;
}

/** Which exports can be taken up. */
export interface ExportLimits {
  readonly now: number;
  readonly maximumAttempts: number;
}

/** An export that somebody has taken up. */
export interface TakenExport extends NewExport {
  readonly collectionId: number;
  /** How often it was taken up, this time included. */
  readonly attempts: number;
  /** The greatest that its task has shown. */
  readonly percentage: number;
}

/** What has become of an export. */
export type ExportEnd =
  | {
      readonly status: "success";
      /** Of the result. */
      readonly byteLength: number;
      /** SHA-256 of the result, in hexadecimal. */
      readonly hash: string;
    }
  | { readonly status: "fail" };

/** A piece of a result. All but the last are of `partLength` bytes. */
export interface ExportPart {
  /** Its place, counted from 0. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** In bytes. One part at a time is in memory for each reader of a result. */
export const partLength = 64 * 1024;

/** Some points, one a line as point/list answers it. */
export interface PointLines {
  /** Each line ends in `\n`. */
  readonly lines: string;
  readonly count: number;
  /** The id to go on after; undefined when these are none. */
  readonly lastPointId: string | undefined;
}

/** What exports read. */
export interface ExportReads {
  /** Whether there is something to do: an export that nobody works on, or leftovers to delete. */
  hasExportWork(now: number): Promise<boolean>;
  /** A part of the result of an export that has succeeded. */
  findExportPart(taskId: string, number: number): Promise<Uint8Array | undefined>;
  /** The key of links; there is one as soon as there was an export. */
  findLinkKey(): Promise<LinkKey | undefined>;
  /**
   * The next points in the byte order of `point_id`, after the one with an id (null: from the first): at most 1,000,
   * and of no more bytes than a number, except that it is always one where there is one.
   *
   * @param documentIds those whose points are wanted; null: all of the collection
   */
  walkPoints(
    collectionId: number,
    walk: { documentIds: readonly number[] | null; after: string | null; maximumBytes: number },
  ): Promise<PointLines>;
  /** The next documents in the byte order of `doc_id`, after the one with an id (null: from the first). */
  walkDocuments(collectionId: number, walk: { after: string | null; limit: number }): Promise<Document[]>;
}

/** How exports are made and worked on. What a holder changes is kept only while the export is still its own. */
export interface ExportChanges {
  /** Makes an export with its task, and keeps a key for links where there is none. */
  createExport(collectionId: number, fields: NewExport, linkKey: LinkKey): Promise<void>;
  /**
   * Takes up the oldest export that nobody works on and that was taken up fewer than `maximumAttempts` times; what an
   * earlier holder has written is deleted.
   */
  takeUpExport(lease: ExportLease, limits: ExportLimits): Promise<TakenExport | undefined>;
  /**
   * Fails an export that nobody works on and that was taken up `maximumAttempts` times: each time something has ended
   * the process, or an error the attempt.
   *
   * @returns the `task_id`; undefined where there is none
   */
  failExport(limits: ExportLimits): Promise<string | undefined>;
  /**
   * Adds parts to the result, shows a percentage, and renews the lease. Resolves to whether the export is still the
   * holder's; if not, nothing was changed.
   */
  addToExport(
    taskId: string,
    lease: ExportLease,
    progress: { readonly percentage: number; readonly parts: readonly ExportPart[] },
  ): Promise<boolean>;
  /** Ends an export, adding the last parts. Resolves to what `addToExport` does. */
  endExport(
    taskId: string,
    holder: string,
    ending: { readonly end: ExportEnd; readonly parts: readonly ExportPart[]; readonly now: number },
  ): Promise<boolean>;
  /**
   * Gives an export up, for whoever takes it up next, not before a time.
   *
   * @param counts whether this attempt is one of those after which it fails
   */
  giveUpExport(taskId: string, holder: string, until: { readonly leaseEnd: number; counts: boolean }): Promise<void>;
  /**
   * Deletes some of what nobody needs any more: a result whose time is over, at last with its task, and what was
   * written of one that nobody works on or that has failed. A result may have GiB, and one transaction for all of them
   * would keep everybody else from changing the database; so each call deletes 16 MiB at most. The task is over, by any
   * clock, from the first of them.
   *
   * @returns whether there was something; then there may be more
   */
  deleteLeftovers(now: number): Promise<boolean>;
}
