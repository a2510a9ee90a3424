import type { WireMembers } from "../../../storage/records.js";
import type { Block } from "../../blocks.js";
import type { TableField } from "../../collection-file.js";
import type { ImportLimits } from "../../limits.js";

/** A point as a document gives it. */
export interface ReadyPoint {
  /** By default it is made from the document's id. */
  readonly pointId?: string | undefined;
  readonly content: string;
  /** Further members as on the wire, such as `chunk_type`. */
  readonly members: WireMembers;
}

/** What a file says: text that is still to be cut into points, or points. */
export type ReadDocument = {
  readonly title?: string | undefined;
  /** Metadata in the form of doc/info: JSON text of `[{field_name, field_type, field_value}]`. */
  readonly meta?: string | undefined;
  /** What the bytes were in, as the Encoding Standard calls it, where the reader decoded them and it was not UTF-8. */
  readonly encoding?: string | undefined;
} & ({ readonly blocks: Iterable<Block> } | { readonly points: Iterable<ReadyPoint> });

type Reading = ReadDocument | Promise<ReadDocument>;

/**
 * Reads one type of file: its text, whose lines end in `\n`, or its bytes, where no encoding is that of the whole file
 * or the file itself says which. It throws DocumentFailure when it cannot be read; so may its iterables, each of which
 * is used once.
 */
export type DocumentReader = {
  /**
   * Raised with each change of what the same file gives, the cutting of its text included: documents that an earlier
   * version has read are then imported again, though their files are the same.
   */
  readonly version: number;
} & (
  | { readonly takes: "text"; readonly read: (text: string, settings: ReadingSettings) => Reading }
  | { readonly takes: "bytes"; readonly read: (bytes: Uint8Array, settings: ReadingSettings) => Reading }
);

/** What a reader goes by: what decides about the points of a file besides its bytes. */
export interface ReadingSettings {
  readonly limits: ImportLimits;
  /** What a file is in when it is not in UTF-8, as the Encoding Standard calls it; found out where it is undefined. */
  readonly encoding: string | undefined;
  /** Whether nobody gives that encoding now, and the file was in it when it was read before. Default: false. */
  readonly isEncodingRemembered?: boolean | undefined;
  /** The columns that each sheet must have; undefined where each has its own. */
  readonly table: readonly TableField[] | undefined;
}
