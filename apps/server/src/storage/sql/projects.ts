import type { Project } from "../records.js";
import { isWellFormed } from "../well-formed.js";
import type { Database } from "./tables.js";

export async function findProject(database: Database, name: string): Promise<Project | undefined> {
  if (!isWellFormed(name)) return undefined;
  return await selectProjects(database).where("name", "=", name).executeTakeFirst();
}

export async function listProjects(database: Database): Promise<Project[]> {
  return await selectProjects(database).orderBy("name").execute();
}

export async function ensureProject(database: Database, name: string): Promise<Project> {
  // An insert that does nothing still counts up the next id: a change that changes nothing must not write.
  const project = await findProject(database, name);
  if (project) return project;
  await database
    .insertInto("project")
    .values({ name })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  return await selectProjects(database).where("name", "=", name).executeTakeFirstOrThrow();
}

function selectProjects(database: Database) {
  return database.selectFrom("project").select(["id", "name"]);
}
