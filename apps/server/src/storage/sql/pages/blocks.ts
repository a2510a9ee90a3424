import { sql } from "kysely";
import { type Given, statement } from "../statement.js";
import type { Database } from "../tables.js";
import { blockLevels, blockSize, type PageSizes } from "./sizes.js";

// The points of a collection, in the order of their ids, are cut into blocks: each begins at an id, reaches to where
// the next one begins, and has a count. Blocks of one level are cut into those of the level below, so that any point
// is found by its number when a few counts are added up on each level (find-in-collection.ts). The first block of each
// level begins at the empty id, which no id stands before, so that every id belongs to one block of each level.
//
// Blocks are kept here, within the transaction that changes the points, and not by triggers: a document has many
// points and touches few blocks.

interface Block {
  readonly level: number;
  readonly firstPointId: string;
  readonly pointCount: number;
}

const levels = Array.from({ length: blockLevels }, (_, index) => index + 1);

/** The document whose points change, and its collection. */
export interface Owner {
  readonly collectionId: number;
  readonly documentId: number;
}

/** Gives a new collection its blocks, one of each level. */
export async function createBlocks(database: Database, collectionId: number): Promise<void> {
  const rows = levels.map((level) => ({ collectionId, level, firstPointId: "", pointCount: 0 }));
  await database.insertInto("pointBlock").values(rows).execute();
}

/** The blocks of a collection while the points of a document change. */
export interface BlockChange {
  /** Takes the document's points, so many, out of their blocks. Called before they are deleted. */
  takeOut(pointCount: number): Promise<void>;
  /** Counts the document's points, so many, in their blocks. Called when they have been inserted. */
  putIn(pointCount: number): Promise<void>;
  /** Splits and merges the blocks that have become too large or too small. */
  balance(): Promise<void>;
}

export function changeBlocks(database: Database, sizes: PageSizes, owner: Owner): BlockChange {
  const { collectionId } = owner;
  // By level and id, each as it was counted last.
  const touched = new Map<string, Block>();
  const shift = async (pointCount: number) => {
    if (pointCount === 0) return;
    const inOne = await shiftWithinBlock(database, { ...owner, pointCount });
    for (const block of inOne.length > 0 ? inOne : await shiftCounts(database, owner, Math.sign(pointCount))) {
      touched.set(`${block.level} ${block.firstPointId}`, block);
    }
  };
  return {
    takeOut: (pointCount) => shift(-pointCount),
    putIn: (pointCount) => shift(pointCount),
    async balance() {
      // Parts can only be cut where the level below is cut, and only merged where the level above is not cut.
      const blocks = [...touched.values()].sort((one, other) => one.level - other.level);
      for (const block of blocks) {
        if (block.pointCount > 2 * blockSize(sizes, block.level)) await split(database, sizes, collectionId, block);
      }
      for (const { level, firstPointId, pointCount } of blocks.toReversed()) {
        if (pointCount >= blockSize(sizes, level) / 2) continue;
        await mergeAt(database, sizes, { collectionId, level, firstPointId });
        const end = await endOfBlock(database, { collectionId, level, firstPointId });
        if (end !== null) await mergeAt(database, sizes, { collectionId, level, firstPointId: end });
      }
    },
  };
}

/** Does what `shiftCounts` does where all points of the document fall into one block, as those of most do. */
const shiftWithinBlock = statement(
  (_database, { collectionId, documentId, pointCount }: Given<Owner & { pointCount: number }>) => sql<Block>`
    with extent as (
      select min(point_id) as first_id, (select max(point_id) from point where document_id = ${documentId}) as last_id
      from point where document_id = ${documentId}
    )
    update point_block set point_count = point_count + ${pointCount}
    where collection_id = ${collectionId} and (level, first_point_id) in (
      select level, (
        select max(first_point_id) from point_block
        where collection_id = ${collectionId} and level = lowest.level and first_point_id <= first_id
      )
      from extent, point_block as lowest
      where collection_id = ${collectionId} and level in (${sql.join(levels)}) and first_point_id = ''
        and not exists (
          select 1 from point_block where collection_id = ${collectionId} and level = 1
            and first_point_id > extent.first_id and first_point_id <= extent.last_id
        )
    )
    returning level, first_point_id, point_count`,
);

/**
 * Adds a document's points to the blocks that they fall into, or takes them out. `entry` leaps on each level from block
 * to block: it holds the first of the document's points in each, so that blocks without any are not looked at.
 */
async function shiftCounts(
  database: Database,
  { collectionId, documentId }: Owner,
  sign: number,
): Promise<readonly Block[]> {
  const end = sql`(
    select min(next.first_point_id) from point_block as next
    where next.collection_id = ${collectionId} and next.level = point_block.level
      and next.first_point_id > point_block.first_point_id
  )`;
  const inBlock = sql`document_id = ${documentId} and point_id >= point_block.first_point_id`;
  const { rows } = await sql<Block>`
    with recursive entry (level, point_id) as (
      select level, (select min(point_id) from point where document_id = ${documentId}) from point_block
      where collection_id = ${collectionId} and level in (${sql.join(levels)}) and first_point_id = ''
      union all
      select level, (
        select min(point_id) from point where document_id = ${documentId} and point_id >= (
          select min(first_point_id) from point_block
          where collection_id = ${collectionId} and level = entry.level and first_point_id > entry.point_id
        )
      )
      from entry where point_id is not null
    )
    update point_block set point_count = point_count + ${sign} * case
      when ${end} is null then (select count(*) from point where ${inBlock})
      else (select count(*) from point where ${inBlock} and point_id < ${end})
    end
    where collection_id = ${collectionId} and (level, first_point_id) in (
      select level, (
        select max(first_point_id) from point_block
        where collection_id = ${collectionId} and level = entry.level and first_point_id <= entry.point_id
      )
      from entry where point_id is not null
    )
    returning level, first_point_id, point_count`.execute(database);
  return rows;
}

/** Rows of one insertion. */
const batchSize = 100;

/** Cuts a block into parts of about the size that its level is meant to have. */
async function split(database: Database, sizes: PageSizes, collectionId: number, block: Block): Promise<void> {
  const { level, firstPointId, pointCount } = block;
  const partCount = Math.floor(pointCount / blockSize(sizes, level));
  const cut = level === 1 ? cutPoints : cutBlocks;
  const [first, ...others] = await cut(database, collectionId, block, pointCount / partCount);
  if (!first) return;
  await sql`update point_block set point_count = ${first.pointCount}
    where collection_id = ${collectionId} and level = ${level} and first_point_id = ${firstPointId}`.execute(database);
  const rows = others.map((part) => ({ collectionId, level, ...part }));
  for (let start = 0; start < rows.length; start += batchSize) {
    await database
      .insertInto("pointBlock")
      .values(rows.slice(start, start + batchSize))
      .execute();
  }
}

type Part = Omit<Block, "level">;

/** Parts of a block of the lowest level, of so many points each. */
async function cutPoints(database: Database, collectionId: number, block: Part, size: number): Promise<Part[]> {
  const parts: Part[] = [];
  let firstPointId = block.firstPointId;
  let done = 0;
  while (done < block.pointCount) {
    const end = Math.min(Math.round(size * (parts.length + 1)), block.pointCount);
    parts.push({ firstPointId, pointCount: end - done });
    if (end < block.pointCount) {
      const { rows } = await sql<{ pointId: string }>`
        select point_id from point where collection_id = ${collectionId} and point_id >= ${firstPointId}
        order by point_id limit 1 offset ${end - done}`.execute(database);
      firstPointId = rows[0]?.pointId ?? firstPointId;
    }
    done = end;
  }
  return parts;
}

/** Parts of a block of a higher level, each of as many blocks of the level below as come nearest to so many points. */
async function cutBlocks(database: Database, collectionId: number, block: Block, size: number): Promise<Part[]> {
  const { level, firstPointId } = block;
  const end = await endOfBlock(database, { collectionId, level, firstPointId });
  const { rows } = await sql<Part>`
    select first_point_id, point_count from point_block
    where collection_id = ${collectionId} and level = ${level - 1} and first_point_id >= ${firstPointId}
      ${end === null ? sql`` : sql`and first_point_id < ${end}`}
    order by first_point_id`.execute(database);
  const parts: Part[] = [];
  let before = 0;
  for (const { firstPointId, pointCount } of rows) {
    const last = parts.at(-1);
    // No part is begun where all that follows is empty.
    if (last && (before === block.pointCount || before + pointCount / 2 < size * parts.length)) {
      parts[parts.length - 1] = { ...last, pointCount: last.pointCount + pointCount };
    } else {
      parts.push({ firstPointId, pointCount });
    }
    before += pointCount;
  }
  return parts;
}

interface BlockKey {
  readonly collectionId: number;
  readonly level: number;
  readonly firstPointId: string;
}

/** Where the block after one begins; null when it is the last one. */
async function endOfBlock(database: Database, key: BlockKey): Promise<string | null> {
  const [next] = await findEnd(database, key);
  return next?.end ?? null;
}

const findEnd = statement(
  (_database, { collectionId, level, firstPointId }: Given<BlockKey>) => sql<{ end: string | null }>`
    select min(first_point_id) as "end" from point_block
    where collection_id = ${collectionId} and level = ${level} and first_point_id > ${firstPointId}`,
);

/** Merges a block into the one before it, if one block of the level above holds both and they are small enough. */
async function mergeAt(database: Database, sizes: PageSizes, key: BlockKey): Promise<void> {
  const { collectionId, level, firstPointId } = key;
  // There is none before the first.
  if (firstPointId === "") return;
  const { rows } = await sql<{ previousId: string; sum: number }>`
    select previous.first_point_id as previous_id, previous.point_count + own.point_count as sum
    from point_block as own
    join point_block as previous on previous.collection_id = own.collection_id and previous.level = own.level
      and previous.first_point_id = (
        select max(first_point_id) from point_block
        where collection_id = ${collectionId} and level = ${level} and first_point_id < ${firstPointId}
      )
    where own.collection_id = ${collectionId} and own.level = ${level} and own.first_point_id = ${firstPointId}
      and not exists (
        select 1 from point_block
        where collection_id = ${collectionId} and level = ${level + 1} and first_point_id = ${firstPointId}
      )`.execute(database);
  const [merged] = rows;
  if (!merged || merged.sum > blockSize(sizes, level)) return;
  await sql`delete from point_block
    where collection_id = ${collectionId} and level = ${level} and first_point_id = ${firstPointId}`.execute(database);
  await sql`update point_block set point_count = ${merged.sum}
    where collection_id = ${collectionId} and level = ${level} and first_point_id = ${merged.previousId}`.execute(
    database,
  );
  // The level below may now be merged across the same id.
  if (level > 1) await mergeAt(database, sizes, { collectionId, level: level - 1, firstPointId });
}
