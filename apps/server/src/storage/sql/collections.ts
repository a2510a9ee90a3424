import type { Selectable } from "kysely";
import type { Collection, Project } from "../records.js";
import type { Changes, Reads } from "../storage.js";
import { isWellFormed } from "../well-formed.js";
import { createBlocks } from "./pages/blocks.js";
import type { Queries } from "./queries.js";
import { type Given, statement } from "./statement.js";
import type { Database, Tables } from "./tables.js";

const projectByName = statement((database, { name }: Given<{ name: string }>) =>
  selectProjects(database).where("name", "=", name),
);

const collectionByName = statement((database, given: Given<{ projectId: number; name: string }>) =>
  selectCollections(database)
    .where("collection.projectId", "=", given.projectId)
    .where("collection.name", "=", given.name),
);

const collectionByResourceId = statement((database, { resourceId }: Given<{ resourceId: string }>) =>
  selectCollections(database).where("resourceId", "=", resourceId),
);

export const collectionReads = {
  async findProject(database, name) {
    if (!isWellFormed(name)) return undefined;
    const [project] = await projectByName(database, { name });
    return project;
  },

  async listProjects(database) {
    return await selectProjects(database).orderBy("name").execute();
  },

  async findCollection(database, projectId, name) {
    if (!isWellFormed(name)) return undefined;
    const [row] = await collectionByName(database, { projectId, name });
    return row && toCollection(row);
  },

  async findCollectionById(database, collectionId) {
    const row = await selectCollections(database).where("collection.id", "=", collectionId).executeTakeFirst();
    return row && toCollection(row);
  },

  async findCollectionByResourceId(database, resourceId) {
    if (!isWellFormed(resourceId)) return undefined;
    const [row] = await collectionByResourceId(database, { resourceId });
    return row && toCollection(row);
  },

  async listCollections(database) {
    const rows = await selectCollections(database).orderBy("project.name").orderBy("collection.name").execute();
    return rows.map(toCollection);
  },
} satisfies Partial<Queries<Reads>>;

export async function ensureProject(database: Database, name: string): Promise<Project> {
  // Looked for first: an insert that meets a conflict still counts up the next id, which is a write.
  const project = await collectionReads.findProject(database, name);
  if (project) return project;
  await database
    .insertInto("project")
    .values({ name })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  return await selectProjects(database).where("name", "=", name).executeTakeFirstOrThrow();
}

export const collectionChanges = {
  ensureProject,

  async createCollection(database, fields) {
    const { projectName, name, resourceId } = fields;
    const project = await ensureProject(database, projectName);
    if (await collectionReads.findCollection(database, project.id, name)) {
      throw new Error(`The project ${JSON.stringify(projectName)} has a collection ${JSON.stringify(name)} already.`);
    }
    if (await collectionReads.findCollectionByResourceId(database, resourceId)) {
      throw new Error(`There is a collection with the resource id ${JSON.stringify(resourceId)} already.`);
    }
    const { description, creator, createTime, updateTime } = fields;
    const columns = { projectId: project.id, name, resourceId, description, creator, createTime, updateTime };
    const { id } = await database
      .insertInto("collection")
      .values({ ...columns, pipelines: JSON.stringify(fields.pipelines), members: JSON.stringify(fields.members) })
      .returning("id")
      .executeTakeFirstOrThrow();
    await createBlocks(database, id);
    return toCollection(await selectCollections(database).where("collection.id", "=", id).executeTakeFirstOrThrow());
  },

  async updateCollection(database, collectionId, { description, updateTime, pipelines }) {
    await requireCollection(database, collectionId);
    const columns = { description, updateTime, pipelines: pipelines && JSON.stringify(pipelines) };
    await database.updateTable("collection").set(columns).where("id", "=", collectionId).execute();
  },

  async deleteCollection(database, collectionId) {
    await database.deleteFrom("collection").where("id", "=", collectionId).execute();
  },
} satisfies Partial<Queries<Changes>>;

/** Another process may have deleted it since its id was read; ids are never given again. */
export async function requireCollection(database: Database, collectionId: number): Promise<void> {
  const row = await database.selectFrom("collection").select("id").where("id", "=", collectionId).executeTakeFirst();
  if (!row) throw new Error("The collection that was to be changed is gone: it has been deleted meanwhile.");
}

function selectProjects(database: Database) {
  return database.selectFrom("project").select(["id", "name"]);
}

function selectCollections(database: Database) {
  return database
    .selectFrom("collection")
    .innerJoin("project", "project.id", "collection.projectId")
    .selectAll("collection")
    .select("project.name as projectName");
}

function toCollection(row: Selectable<Tables["collection"]> & { projectName: string }): Collection {
  return { ...row, pipelines: parseOnce(row.pipelines), members: parseOnce(row.members) };
}

/**
 * What the JSON texts of collections say, and how many are kept. They seldom change, and nobody changes what they say.
 */
const parsed = new Map<string, unknown>();
const keptTexts = 100;

/** Parses a text unless it is kept: each request reads a collection, and to parse it takes longer than to find it. */
function parseOnce<Value>(text: string): Value {
  const known = parsed.get(text);
  if (known !== undefined) return known as Value;
  if (parsed.size === keptTexts) parsed.clear();
  const value: Value = JSON.parse(text);
  parsed.set(text, value);
  return value;
}
