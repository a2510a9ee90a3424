/**
 * Sizes of what finds a page: the counted blocks of a collection, and the marks of a document. Each level above holds
 * `fanOut` times as much as the one below. The database is written by them, so others need a migration.
 */
export interface PageSizes {
  /** Points of a block of the lowest level. To go over this many in an index takes about 25 µs. */
  readonly block: number;
  /** Points from one mark of a document to the next. */
  readonly stride: number;
  /** At least 4, so that a block can be split into parts of about equal size. */
  readonly fanOut: number;
}

export const pageSizes: PageSizes = { block: 512, stride: 64, fanOut: 16 };

/** Levels of blocks: those of the highest hold 131,072 points each, so that ten million take about 76. */
export const blockLevels = 3;

/** How many points a block of a level, from 1, is meant to hold: half of that up to twice that is left as it is. */
export function blockSize({ block, fanOut }: PageSizes, level: number): number {
  return block * fanOut ** (level - 1);
}

/** Distances between a document's marks, the shortest first: those that are shorter than the document. */
export function stridesWithin({ stride, fanOut }: PageSizes, pointCount: number): number[] {
  const strides: number[] = [];
  for (let next = stride; next < pointCount; next *= fanOut) strides.push(next);
  return strides;
}
