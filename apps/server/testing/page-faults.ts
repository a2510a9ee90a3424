import { blockLevels, blockSize, type PageSizes, pageSizes } from "../src/storage/sql/pages/sizes.js";
import { queryRows } from "./table-rows.js";

/**
 * What is untrue in that by which pages are found, held against the points themselves: nothing, if the storage keeps
 * what it says. `sizes` are those that the database was made with.
 */
export async function pageFaults(path: string, sizes: PageSizes = pageSizes): Promise<Record<string, unknown>[]> {
  const levels = Array.from({ length: blockLevels }, (_, index) => index + 1);
  const sizeOf = `case level ${levels.map((level) => `when ${level} then ${blockSize(sizes, level)}`).join(" ")} end`;
  const strides = Array.from({ length: 12 }, (_, index) => sizes.stride * sizes.fanOut ** index);
  const blocks = `
    select block.*, ${sizeOf} as size,
      lead(first_point_id) over place as end_id, lag(point_count) over place as previous_count,
      exists (
        select 1 from point_block as above where above.collection_id = block.collection_id
          and above.level = block.level + 1 and above.first_point_id = block.first_point_id
      ) as begins_above
    from point_block as block window place as (partition by collection_id, level order by first_point_id)`;
  const counted = `
    select block.*, (
      select count(*) from point where point.collection_id = block.collection_id
        and point.point_id >= block.first_point_id and (block.end_id is null or point.point_id < block.end_id)
    ) as points from (${blocks}) as block`;
  const marks = `
    select document_id, stride, point_rank, point_id
    from (
      select document_id, point_id, row_number() over (partition by document_id order by point_id) - 1 as point_rank
      from point
    ) as ranked
    join (${strides.map((stride) => `select ${stride} as stride`).join(" union all ")}) as strides
      on point_rank > 0 and point_rank % stride = 0`;
  const kept = "select document_id, stride, point_rank, point_id from point_mark";
  const faults = {
    "a block counts its points wrongly": `select * from (${counted}) as block where point_count <> points`,
    "a block is too large": `select * from (${blocks}) as block where point_count > 2 * size`,
    "a block and the one before it are both too small": `
      select * from (${blocks}) as block
      where not begins_above and 2 * point_count < size and 2 * previous_count < size`,
    "a block of a higher level begins within one of the level below": `
      select * from (${blocks}) as block where level > 1 and not exists (
        select 1 from point_block as below where below.collection_id = block.collection_id
          and below.level = block.level - 1 and below.first_point_id = block.first_point_id
      )`,
    "a collection lacks a first block": `
      select id from collection where ${blockLevels} <> (
        select count(*) from point_block where collection_id = collection.id and first_point_id = ''
      )`,
    "a mark is missing": `${marks} except ${kept}`,
    "a mark is wrong": `${kept} except ${marks}`,
  };
  const found: Record<string, unknown>[] = [];
  for (const [fault, query] of Object.entries(faults)) {
    for (const row of await queryRows(path, query)) found.push({ fault, ...row });
  }
  return found;
}
