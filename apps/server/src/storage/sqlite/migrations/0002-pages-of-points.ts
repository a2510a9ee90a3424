import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

const tables = [
  `create table point_block (
    collection_id integer not null references collection (id) on delete cascade,
    level integer not null,
    first_point_id text not null,
    point_count integer not null check (point_count >= 0),
    primary key (collection_id, level, first_point_id)
  ) strict, without rowid`,

  `create table point_mark (
    document_id integer not null references document (id) on delete cascade,
    stride integer not null,
    point_rank integer not null,
    point_id text not null,
    primary key (document_id, stride, point_rank),
    unique (document_id, stride, point_id)
  ) strict, without rowid`,
];

/** Blocks of 512 points of each collection that is there, and above them two levels of sixteen times the size each. */
const blocks = [
  `insert into point_block (collection_id, level, first_point_id, point_count)
    with recursive cut (collection_id, first_point_id, rest) as (
      select id, '', point_count from collection
      union all
      select collection_id, (
        select point_id from point where collection_id = cut.collection_id and point_id >= cut.first_point_id
        order by point_id limit 1 offset 512
      ), rest - 512
      from cut where rest > 512
    )
    select collection_id, 1, first_point_id, min(rest, 512) from cut`,

  ...[1, 2].map(
    (level) => `insert into point_block (collection_id, level, first_point_id, point_count)
      select collection_id, ${level + 1}, min(first_point_id), sum(point_count)
      from (
        select *, (row_number() over (partition by collection_id order by first_point_id) - 1) / 16 as part
        from point_block where level = ${level}
      )
      group by collection_id, part`,
  ),
];

/** Marks of each document that is there: at every 64th of its points, and at every 1,024th, 16,384th and so on. */
const marks = [
  `insert into point_mark (document_id, stride, point_rank, point_id)
    with recursive mark (document_id, point_rank, point_id, point_count) as (
      select id, 0, (select min(point_id) from point where document_id = document.id), point_count
      from document where point_count > 64
      union all
      select document_id, point_rank + 64, (
        select point_id from point where document_id = mark.document_id and point_id >= mark.point_id
        order by point_id limit 1 offset 64
      ), point_count
      from mark where point_rank + 64 < point_count
    )
    select document_id, 64, point_rank, point_id from mark where point_rank > 0`,

  ...[1024, 16_384, 262_144, 4_194_304, 67_108_864].map(
    (stride) => `insert into point_mark (document_id, stride, point_rank, point_id)
      select document_id, ${stride}, point_rank, point_id from point_mark
      where stride = ${stride / 16} and point_rank % ${stride} = 0`,
  ),
];

/** What finds a page without going through the points before it (sql/pages). */
export const pagesOfPoints: Migration = {
  async up(database: Kysely<unknown>) {
    for (const statement of [...tables, ...blocks, ...marks]) await sql.raw(statement).execute(database);
  },
};
