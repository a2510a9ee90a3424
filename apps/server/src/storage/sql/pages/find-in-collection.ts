import { sql } from "kysely";
import { type Given, statement } from "../statement.js";
import type { Database } from "../tables.js";
import { blockLevels, type PageSizes } from "./sizes.js";

/** Where a page stands among all points of a collection: after so many of those from this one on. */
interface CollectionPlace {
  readonly totalCount: number;
  readonly firstPointId: string;
  readonly skip: number;
}

/** Finds a page among all points of a collection. */
export async function findInCollection(
  database: Database,
  sizes: PageSizes,
  collectionId: number,
  offset: number,
): Promise<CollectionPlace> {
  if (offset < sizes.block) {
    // The first block needs no search.
    const [collection] = await countPoints(database, { collectionId });
    return { totalCount: collection?.pointCount ?? 0, firstPointId: "", skip: offset };
  }
  const [found] = await findBlock(database, { collectionId, offset });
  return { totalCount: found?.totalCount ?? 0, firstPointId: found?.firstPointId ?? "", skip: found?.skip ?? offset };
}

const countPoints = statement((database, { collectionId }: Given<{ collectionId: number }>) =>
  database.selectFrom("collection").select("pointCount").where("id", "=", collectionId),
);

interface BlockPlace {
  readonly totalCount: number;
  /** Where the block begins that holds the point of this number; null when no block does. */
  readonly firstPointId: string | null;
  /** Points before that one in its block. */
  readonly skip: number | null;
}

/** Walks along the blocks of the highest level to the one that holds the point, then along its parts, and so on. */
const findBlock = statement(
  (_database, { collectionId, offset }: Given<{ collectionId: number; offset: number }>) => sql<BlockPlace>`
    with recursive walk (level, first_point_id, block_count, skip) as (
      select level, first_point_id, point_count, cast(${offset} as bigint) from point_block
      where collection_id = ${collectionId} and level = ${blockLevels} and first_point_id = ''
      union all
      select block.level, block.first_point_id, block.point_count,
        case when block_count > skip then skip else skip - block_count end
      from walk join point_block as block on block.collection_id = ${collectionId}
        and block.level = case when block_count > skip then walk.level - 1 else walk.level end
        and block.first_point_id = case when block_count > skip then walk.first_point_id else (
          select min(first_point_id) from point_block
          where collection_id = ${collectionId} and level = walk.level and first_point_id > walk.first_point_id
        ) end
    )
    select point_count as total_count, walk.first_point_id, skip
    from collection left join walk on walk.level = 1 and block_count > skip
    where collection.id = ${collectionId}`,
);
