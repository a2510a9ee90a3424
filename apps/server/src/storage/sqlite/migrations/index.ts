import type { Migration } from "kysely/migration";
import { knowledgeBase } from "./0001-knowledge-base.js";

/** All that ever was done to the tables, by name, the oldest first. A new one comes last; none is changed again. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-knowledge-base": knowledgeBase,
};
