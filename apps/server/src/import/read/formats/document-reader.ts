import type { WireMembers } from "../../../storage/records.js";
import type { ImportLimits } from "../../limits.js";

/** A heading: the text below it belongs to it, up to the next one. */
export interface HeadingBlock {
  readonly kind: "heading";
  /** 1 is the uppermost. */
  readonly level: number;
  /** What it says, without markup. */
  readonly title: string;
  /** As it stands in the document. */
  readonly source: string;
}

/** Text that may be cut. */
export interface TextBlock {
  /** In `prose` a line end is part of the running text; in `lines` it is a good place to cut. */
  readonly kind: "prose" | "lines";
  readonly source: string;
  /** The `lineContent` of the lines that are never cut: rows of tables within the block. */
  readonly wholeLines?: ReadonlySet<string> | undefined;
}

/** A line without what indents, quotes or numbers it, or looks as if it did. Rows of tables are recognised by it. */
export function lineContent(line: string): string {
  return line.trim().replace(/^[\s>*+\-.)\d]+/, "");
}

/** A table, which is cut between rows. */
export interface TableBlock {
  readonly kind: "table";
  /** The lines that every part of it begins with. */
  readonly header: string;
  readonly rows: readonly string[];
}

/** A piece of a document's text. The sources of all its blocks, in order, are the text. */
export type Block = HeadingBlock | TextBlock | TableBlock;

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
} & ({ readonly blocks: Iterable<Block> } | { readonly points: Iterable<ReadyPoint> });

/**
 * Reads the text of one type of file, whose lines end in `\n`. It throws DocumentFailure when it cannot be read; so may
 * its iterables, each of which is used once.
 */
export type DocumentReader = (text: string, limits: ImportLimits) => ReadDocument | Promise<ReadDocument>;
