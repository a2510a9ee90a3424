import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Exports, each with the task that shows how far it has come; their results, in parts; the one key of links. And where
 * the file of a document is, so that an export can hold it.
 */
const statements = [
  "alter table document add column file_path text",
  `create table export (
    task_id text primary key references task (task_id) on delete cascade,
    doc_ids text check (json_type(doc_ids) = 'array'),
    keep_time integer not null check (keep_time > 0),
    attempts integer not null default 0 check (attempts >= 0),
    holder text,
    lease_end integer not null default 0,
    expiry_time integer,
    byte_length integer,
    hash text,
    check ((byte_length is null) = (hash is null))
  ) strict`,
  `create table export_part (
    id integer primary key,
    task_id text not null references export (task_id) on delete cascade,
    number integer not null,
    bytes blob not null,
    unique (task_id, number)
  ) strict`,
  `create table link_key (
    id integer primary key check (id = 1),
    access_key_id text not null,
    secret_access_key text not null
  ) strict`,
];

export const exports: Migration = {
  async up(database: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(database);
  },
};
