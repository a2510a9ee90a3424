// What is written in an afternoon to get documents of JSON lines into SQLite: the table that pages are read from, an
// insert prepared once, a transaction for each document. No limits, no check of what a line holds, no second process.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const [folder = "", file = ""] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec(`
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table key (id text primary key, secret text not null) strict;
  create table info (kind text not null, name text not null, data text not null, primary key (kind, name)) strict;
  create table document (id integer primary key, doc_id text not null unique) strict;
  create table point (
    id integer primary key, document_id integer not null, point_id text not null unique, wire text not null
  ) strict;
  create index point_by_document on point (document_id, point_id);
`);
const insertDocument = database.prepare("insert into document (doc_id) values (?)");
const insertPoint = database.prepare("insert into point (document_id, point_id, wire) values (?, ?, ?)");
for (const doc_id of readdirSync(folder).sort()) {
  const now = Math.floor(Date.now() / 1000);
  database.exec("begin");
  const { lastInsertRowid } = insertDocument.run(doc_id);
  const doc_info = { doc_id, doc_name: doc_id, create_time: now, doc_type: "jsonl", source: "tos_fe" };
  for (const [chunk_id, line] of readFileSync(join(folder, doc_id), "utf8").trimEnd().split("\n").entries()) {
    const { point_id, content, ...others } = JSON.parse(line) as { point_id: string; content: string };
    const point = { collection_name: "faq", point_id, process_time: now, content, chunk_id, ...others, doc_info };
    insertPoint.run(lastInsertRowid, point_id, JSON.stringify(point));
  }
  database.exec("commit");
}
database.close();
