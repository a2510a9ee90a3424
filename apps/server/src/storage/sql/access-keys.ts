import { sql } from "kysely";
import type { AccessKeySummary, NewAccessKey } from "../records.js";
import { isWellFormed } from "../well-formed.js";
import { ensureProject } from "./collections.js";
import type { Database } from "./tables.js";

// Every request asks the first two, so they are written in SQL: to put a query together takes longer than to run it.

export async function findSecret(database: Database, accessKeyId: string): Promise<string | undefined> {
  if (!isWellFormed(accessKeyId)) return undefined;
  const { rows } = await sql<{ secret: string | null }>`
    select secret_access_key as secret from access_key
    where access_key_id = ${accessKeyId} and revoke_time is null`.execute(database);
  return rows[0]?.secret ?? undefined;
}

export async function mayRead(database: Database, accessKeyId: string, projectId: number): Promise<boolean> {
  if (!isWellFormed(accessKeyId)) return false;
  const { rows } = await sql`
    select id from access_key where access_key_id = ${accessKeyId} and revoke_time is null and (
      all_projects = 1
      or exists (select 1 from access_key_project where key_id = access_key.id and project_id = ${projectId})
    )`.execute(database);
  return rows.length > 0;
}

export async function listAccessKeys(database: Database): Promise<AccessKeySummary[]> {
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
}

export async function createAccessKey(database: Database, key: NewAccessKey): Promise<void> {
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
}

export async function revokeAccessKey(database: Database, accessKeyId: string, revokeTime: number): Promise<boolean> {
  if (!isWellFormed(accessKeyId)) return false;
  const { numUpdatedRows } = await database
    .updateTable("accessKey")
    .set({ revokeTime, secretAccessKey: null })
    .where("accessKeyId", "=", accessKeyId)
    .where("revokeTime", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
