import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Projects, access keys, collections, documents, points, tasks. An id that others may keep between transactions is
 * never given again (`autoincrement`): one whose row has been deleted finds nothing, and not another row.
 */
const tables = [
  `create table project (
    id integer primary key autoincrement,
    name text not null unique
  ) strict`,

  `create table access_key (
    id integer primary key autoincrement,
    access_key_id text not null unique,
    secret_access_key text,
    name text not null,
    all_projects integer not null check (all_projects in (0, 1)),
    create_time integer not null,
    revoke_time integer,
    check ((secret_access_key is null) = (revoke_time is not null))
  ) strict`,

  `create table access_key_project (
    key_id integer not null references access_key (id) on delete cascade,
    project_id integer not null references project (id) on delete cascade,
    primary key (key_id, project_id)
  ) strict, without rowid`,
  "create index access_key_project_by_project on access_key_project (project_id)",

  `create table collection (
    id integer primary key autoincrement,
    project_id integer not null references project (id) on delete cascade,
    name text not null,
    resource_id text not null unique,
    description text not null,
    creator text not null,
    create_time integer not null,
    update_time integer not null,
    pipelines text not null check (json_array_length(pipelines) > 0),
    members text not null check (json_type(members) = 'object'),
    document_count integer not null default 0 check (document_count >= 0),
    finished_document_count integer not null default 0
      check (finished_document_count between 0 and document_count),
    succeeded_document_count integer not null default 0
      check (succeeded_document_count between 0 and finished_document_count),
    point_count integer not null default 0 check (point_count >= 0),
    unique (project_id, name)
  ) strict`,

  `create table document (
    id integer primary key autoincrement,
    collection_id integer not null references collection (id) on delete cascade,
    doc_id text not null,
    doc_name text not null,
    doc_type text not null,
    add_type text not null,
    added_by text not null,
    create_time integer not null,
    update_time integer not null,
    content_hash text,
    process_status integer not null,
    failed_code integer,
    failed_message text,
    members text not null check (json_type(members) = 'object'),
    point_count integer not null default 0 check (point_count >= 0),
    unique (collection_id, doc_id)
  ) strict`,

  `create table point (
    id integer primary key,
    collection_id integer not null references collection (id) on delete cascade,
    document_id integer not null references document (id) on delete cascade,
    point_id text not null,
    wire text not null,
    wire_with_links text,
    unique (collection_id, point_id)
  ) strict`,
  "create index point_by_document on point (document_id, point_id)",

  `create table task (
    id integer primary key,
    task_id text not null unique,
    collection_id integer not null references collection (id) on delete cascade,
    pipeline_name text,
    status text not null,
    percentage integer not null check (percentage between 0 and 100),
    attachment_link text
  ) strict`,
  "create index task_by_collection on task (collection_id)",
];

/** Adds a `new` document to the counters of its collection, or takes an `old` one from them. */
function count(row: "new" | "old"): string {
  const sign = row === "new" ? "+" : "-";
  return `update collection set
      document_count = document_count ${sign} 1,
      finished_document_count = finished_document_count ${sign} (${row}.process_status in (0, 1)),
      succeeded_document_count = succeeded_document_count ${sign} (${row}.process_status = 0),
      point_count = point_count ${sign} ${row}.point_count
    where id = ${row}.collection_id;`;
}

/** Triggers, so that no way to write a document can leave the counters of its collection untrue. */
const triggers = [
  `create trigger document_inserted after insert on document begin ${count("new")} end`,
  `create trigger document_deleted after delete on document begin ${count("old")} end`,
  `create trigger document_updated after update of collection_id, process_status, point_count on document
    begin ${count("old")} ${count("new")} end`,
];

export const knowledgeBase: Migration = {
  async up(database: Kysely<unknown>) {
    for (const statement of [...tables, ...triggers]) await sql.raw(statement).execute(database);
  },
};
