import { sql } from "kysely";
import type { Database } from "../tables.js";
import type { PagePlace } from "./page-place.js";
import { blockLevels, type PageSizes } from "./sizes.js";

/** Finds a page among all points of a collection. */
export async function findInCollection(
  database: Database,
  sizes: PageSizes,
  collectionId: number,
  offset: number,
): Promise<PagePlace> {
  const { rows } = await (offset < sizes.block ? countPoints(collectionId) : findBlock(collectionId, offset)).execute(
    database,
  );
  const { totalCount, firstPointId, skip } = rows[0] ?? { totalCount: 0, firstPointId: null, skip: null };
  return {
    totalCount,
    among: sql`collection_id = ${collectionId} and point_id >= ${firstPointId ?? ""}`,
    skip: skip ?? offset,
  };
}

interface BlockPlace {
  readonly totalCount: number;
  /** Where the block begins that holds the point of this number; null when no block does. */
  readonly firstPointId: string | null;
  /** Points before that one in its block. */
  readonly skip: number | null;
}

/** The first block needs no search. */
function countPoints(collectionId: number) {
  return sql<BlockPlace>`
    select point_count as total_count, null as first_point_id, null as skip from collection where id = ${collectionId}`;
}

/** Walks along the blocks of the highest level to the one that holds the point, then along its parts, and so on. */
function findBlock(collectionId: number, offset: number) {
  return sql<BlockPlace>`
    with recursive walk (level, first_point_id, skip) as (
      select level, first_point_id, cast(${offset} as bigint) from point_block
      where collection_id = ${collectionId} and level = ${blockLevels} and first_point_id = ''
      union all
      select
        case when point_count > skip then walk.level - 1 else walk.level end,
        case when point_count > skip then walk.first_point_id else (
          select min(first_point_id) from point_block
          where collection_id = ${collectionId} and level = walk.level and first_point_id > walk.first_point_id
        ) end,
        case when point_count > skip then skip else skip - point_count end
      from walk join point_block as block on block.collection_id = ${collectionId}
        and block.level = walk.level and block.first_point_id = walk.first_point_id
    )
    select point_count as total_count, walk.first_point_id, skip
    from collection left join walk on walk.level = 0
    where collection.id = ${collectionId}`;
}
