import type { Generated, Kysely } from "kysely";

/** Yes and no as SQLite and PostgreSQL both keep them. */
type Flag = 0 | 1;

/** JSON text. */
type JsonText = string;

/** The tables, one row a record. Columns of counters are kept by triggers and never written from here. */
export interface Tables {
  project: { id: Generated<number>; name: string };
  access_key: {
    id: Generated<number>;
    access_key_id: string;
    /** Null once the key is revoked: nobody needs it any more. */
    secret_access_key: string | null;
    name: string;
    all_projects: Flag;
    create_time: number;
    revoke_time: number | null;
  };
  access_key_project: { key_id: number; project_id: number };
  collection: {
    id: Generated<number>;
    project_id: number;
    name: string;
    resource_id: string;
    description: string;
    creator: string;
    create_time: number;
    update_time: number;
    pipelines: JsonText;
    members: JsonText;
    document_count: Generated<number>;
    finished_document_count: Generated<number>;
    succeeded_document_count: Generated<number>;
    point_count: Generated<number>;
  };
  document: {
    id: Generated<number>;
    collection_id: number;
    doc_id: string;
    doc_name: string;
    doc_type: string;
    add_type: string;
    added_by: string;
    create_time: number;
    update_time: number;
    content_hash: string | null;
    process_status: number;
    failed_code: number | null;
    failed_message: string | null;
    members: JsonText;
    /** Set by whoever replaces the points; the collection's counter follows it by a trigger. */
    point_count: Generated<number>;
  };
  point: {
    id: Generated<number>;
    collection_id: number;
    document_id: number;
    point_id: string;
    wire: string;
    wire_with_links: string | null;
  };
  task: {
    id: Generated<number>;
    task_id: string;
    collection_id: number;
    pipeline_name: string | null;
    status: string;
    percentage: number;
    attachment_link: string | null;
  };
}

/** A connection, or a transaction on one. */
export type Database = Kysely<Tables>;
