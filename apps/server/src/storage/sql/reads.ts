import type { PointPage, PointQuery } from "../records.js";
import type { Reads } from "../storage.js";
import { findSecret, listAccessKeys, mayRead } from "./access-keys.js";
import { findCollection, findCollectionById, findCollectionByResourceId, listCollections } from "./collections.js";
import { findDocument, listDocuments } from "./documents.js";
import { findProject, listProjects } from "./projects.js";
import type { Database } from "./tables.js";
import { findTask } from "./tasks.js";

/** `Reads.listPoints`, which each engine writes its own way: it is asked most, and puts JSON together. */
export type ListPoints = (database: Database, collectionId: number, query: PointQuery) => Promise<PointPage>;

/** The reads of one transaction. */
export function createReads(database: Database, listPoints: ListPoints): Reads {
  return {
    findSecret: (accessKeyId) => findSecret(database, accessKeyId),
    mayRead: (accessKeyId, projectId) => mayRead(database, accessKeyId, projectId),
    listAccessKeys: () => listAccessKeys(database),
    findProject: (name) => findProject(database, name),
    listProjects: () => listProjects(database),
    findCollection: (projectId, name) => findCollection(database, projectId, name),
    findCollectionById: (collectionId) => findCollectionById(database, collectionId),
    findCollectionByResourceId: (resourceId) => findCollectionByResourceId(database, resourceId),
    listCollections: () => listCollections(database),
    findDocument: (collectionId, docId) => findDocument(database, collectionId, docId),
    listDocuments: (collectionId) => listDocuments(database, collectionId),
    listPoints: (collectionId, query) => listPoints(database, collectionId, query),
    findTask: (taskId) => findTask(database, taskId),
  };
}
