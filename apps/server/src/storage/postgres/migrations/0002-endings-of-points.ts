import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What the texts of a document's points have in common at their end. Those of earlier versions are whole. */
export const endingsOfPoints: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`alter table document add column point_ending text`.execute(database);
  },
};
