import { sql } from "kysely";
import type { Changes, Reads } from "../storage.js";
import { isWellFormed } from "../well-formed.js";
import { ensureProject } from "./collections.js";
import type { Queries } from "./queries.js";
import { type Given, statement } from "./statement.js";

const secretOfKey = statement((database, given: Given<{ accessKeyId: string }>) =>
  database
    .selectFrom("accessKey")
    .select("secretAccessKey")
    .where("accessKeyId", "=", given.accessKeyId)
    .where("revokeTime", "is", null),
);

const keyThatMayRead = statement(
  (_database, given: Given<{ accessKeyId: string; projectId: number }>) => sql`
    select id from access_key where access_key_id = ${given.accessKeyId} and revoke_time is null and (
      all_projects = 1
      or exists (select 1 from access_key_project where key_id = access_key.id and project_id = ${given.projectId})
    )`,
);

export const accessKeyReads = {
  async findSecret(database, accessKeyId) {
    if (!isWellFormed(accessKeyId)) return undefined;
    const [key] = await secretOfKey(database, { accessKeyId });
    return key?.secretAccessKey ?? undefined;
  },

  async mayRead(database, accessKeyId, projectId) {
    if (!isWellFormed(accessKeyId)) return false;
    const keys = await keyThatMayRead(database, { accessKeyId, projectId });
    return keys.length > 0;
  },

  async listAccessKeys(database) {
    const keys = await database
      .selectFrom("accessKey")
      .select(["id", "accessKeyId", "name", "allProjects", "createTime", "revokeTime"])
      .orderBy("createTime")
      .orderBy("id")
      .execute();
    const grants = await database
      .selectFrom("accessKeyProject")
      .innerJoin("project", "project.id", "projectId")
      .select(["keyId", "project.name"])
      .orderBy("project.name")
      .execute();
    return keys.map(({ id, allProjects, ...key }) => ({
      ...key,
      projects: allProjects === 1 ? "all" : grants.filter(({ keyId }) => keyId === id).map(({ name }) => name),
    }));
  },
} satisfies Partial<Queries<Reads>>;

export const accessKeyChanges = {
  async createAccessKey(database, key) {
    const { accessKeyId, secretAccessKey, name, projects, createTime } = key;
    const allProjects = projects === "all" ? 1 : 0;
    const inserted = await database
      .insertInto("accessKey")
      .values({ accessKeyId, secretAccessKey, name, allProjects, createTime, revokeTime: null })
      .onConflict((conflict) => conflict.column("accessKeyId").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!inserted) throw new Error(`There is an access key ${JSON.stringify(accessKeyId)} already.`);
    if (projects === "all") return;
    for (const projectName of new Set(projects)) {
      const { id } = await ensureProject(database, projectName);
      await database.insertInto("accessKeyProject").values({ keyId: inserted.id, projectId: id }).execute();
    }
  },

  async revokeAccessKey(database, accessKeyId, revokeTime) {
    if (!isWellFormed(accessKeyId)) return false;
    const { numUpdatedRows } = await database
      .updateTable("accessKey")
      .set({ revokeTime, secretAccessKey: null })
      .where("accessKeyId", "=", accessKeyId)
      .where("revokeTime", "is", null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  },
} satisfies Partial<Queries<Changes>>;
