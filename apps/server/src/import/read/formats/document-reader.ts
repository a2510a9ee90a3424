import type { WireMembers } from "../../../storage/records.js";
import type { TableField } from "../../collection-file.js";
import type { ImportLimits } from "../../limits.js";

/** Where something stands in a document that has pages. */
export interface Placed {
  /** Counted from 1; absent where there are no pages, or where it is not known. */
  readonly page?: number | undefined;
}

/** A heading: the text below it belongs to it, up to the next one. */
export interface HeadingBlock extends Placed {
  readonly kind: "heading";
  /** 1 is the uppermost. */
  readonly level: number;
  /** What it says, without markup. */
  readonly title: string;
  /** As it stands in the document. */
  readonly source: string;
  /** Whether it shows nothing to a reader. */
  readonly silent?: boolean | undefined;
}

/** Text that may be cut. */
export interface TextBlock extends Placed {
  /** In `prose` a line end is part of the running text; in `lines` it is a good place to cut. */
  readonly kind: "prose" | "lines";
  readonly source: string;
  /** Whether it shows nothing to a reader, such as a comment or a rule. */
  readonly silent?: boolean | undefined;
}

/** A row of a table with all that stands above it and below the row before, or a line of code. */
export interface Row extends Placed {
  readonly source: string;
  /** Whether the block is cut below this row rather than below one where it is not so. */
  readonly endsWell: boolean;
}

interface Frame {
  readonly opening: string;
  readonly closing: string;
}

/**
 * What is cut between rows, and stands in a frame that each part of it gets: a table or fenced code. Its page is that
 * of its opening, and of the rows that do not name another.
 */
export interface FramedBlock extends Placed {
  readonly kind: "table" | "code";
  /** All of it: the opening, the rows and the closing. */
  readonly source: string;
  readonly opening: string;
  readonly rows: readonly Row[];
  readonly closing: string;
  /** What stands in place of the opening and the closing where a cut has taken them away. */
  readonly repeated: Frame;
  /** The same without the header, for parts that it leaves no room in. */
  readonly bare?: Frame;
  readonly silent?: boolean | undefined;
}

/** A list, an item or a quote: when it must be cut, it is cut between its parts if it can be. */
export interface GroupBlock {
  readonly kind: "group";
  /** The sources of all parts. */
  readonly source: string;
  readonly parts: readonly ContentBlock[];
  readonly silent?: boolean | undefined;
}

export type ContentBlock = TextBlock | FramedBlock | GroupBlock;

/**
 * A piece of a document's text. The sources of all its blocks, in order, are the text. What goes on over a page is two
 * blocks, with nothing between their sources.
 */
export type Block = HeadingBlock | ContentBlock;

/** Whether a text has a character that shows: not white space, a control character, or one of no width. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}

/** The first heading of the highest level that a document has. */
export function firstTitle(blocks: readonly Block[]): string | undefined {
  const headings = blocks.flatMap((block) => (block.kind === "heading" && block.title !== "" ? [block] : []));
  const highest = headings.reduce((level, heading) => Math.min(level, heading.level), 6);
  return headings.find(({ level }) => level === highest)?.title;
}

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
