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
