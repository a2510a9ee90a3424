import type { AccessKeySummary, NewAccessKey } from "../records.js";
import { isWellFormed } from "../well-formed.js";
import { ensureProject } from "./collections.js";
import type { Database } from "./tables.js";

export async function findSecret(database: Database, accessKeyId: string): Promise<string | undefined> {
  if (!isWellFormed(accessKeyId)) return undefined;
  const key = await selectUsableKey(database, accessKeyId).select("secret_access_key").executeTakeFirst();
  return key?.secret_access_key ?? undefined;
}

export async function mayRead(database: Database, accessKeyId: string, projectId: number): Promise<boolean> {
  if (!isWellFormed(accessKeyId)) return false;
  const key = await selectUsableKey(database, accessKeyId)
    .select("access_key.id")
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb("all_projects", "=", 1),
        exists(
          selectFrom("access_key_project")
            .select("project_id")
            .whereRef("key_id", "=", "access_key.id")
            .where("project_id", "=", projectId),
        ),
      ]),
    )
    .executeTakeFirst();
  return key !== undefined;
}

export async function listAccessKeys(database: Database): Promise<AccessKeySummary[]> {
  const keys = await database
    .selectFrom("access_key")
    .select(["id", "access_key_id", "name", "all_projects", "create_time", "revoke_time"])
    .orderBy("create_time")
    .orderBy("id")
    .execute();
  const grants = await database
    .selectFrom("access_key_project")
    .innerJoin("project", "project.id", "project_id")
    .select(["key_id", "project.name"])
    .orderBy("project.name")
    .execute();
  return keys.map((key) => ({
    accessKeyId: key.access_key_id,
    name: key.name,
    projects: key.all_projects === 1 ? "all" : grants.filter(({ key_id }) => key_id === key.id).map(({ name }) => name),
    createTime: key.create_time,
    revokeTime: key.revoke_time,
  }));
}

export async function createAccessKey(database: Database, key: NewAccessKey): Promise<void> {
  const { accessKeyId, secretAccessKey, name, projects, createTime } = key;
  const inserted = await database
    .insertInto("access_key")
    .values({
      access_key_id: accessKeyId,
      secret_access_key: secretAccessKey,
      name,
      all_projects: projects === "all" ? 1 : 0,
      create_time: createTime,
      revoke_time: null,
    })
    .onConflict((conflict) => conflict.column("access_key_id").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) throw new Error(`There is an access key ${JSON.stringify(accessKeyId)} already.`);
  if (projects === "all") return;
  for (const projectName of new Set(projects)) {
    const { id } = await ensureProject(database, projectName);
    await database.insertInto("access_key_project").values({ key_id: inserted.id, project_id: id }).execute();
  }
}

export async function revokeAccessKey(database: Database, accessKeyId: string, revokeTime: number): Promise<boolean> {
  if (!isWellFormed(accessKeyId)) return false;
  const { numUpdatedRows } = await database
    .updateTable("access_key")
    .set({ revoke_time: revokeTime, secret_access_key: null })
    .where("access_key_id", "=", accessKeyId)
    .where("revoke_time", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** A revoked key is as good as none. */
function selectUsableKey(database: Database, accessKeyId: string) {
  return database.selectFrom("access_key").where("access_key_id", "=", accessKeyId).where("revoke_time", "is", null);
}
