import type { Changes, Reads } from "../storage.js";
import { createAccessKey, revokeAccessKey } from "./access-keys.js";
import type { ChangeSteps } from "./change-steps.js";
import { createCollection, deleteCollection, updateCollection } from "./collections.js";
import { deleteDocument, putDocument, setDocumentState } from "./documents.js";
import { replacePoints } from "./points.js";
import { ensureProject } from "./projects.js";
import { putTask } from "./tasks.js";

/** The changes of one transaction, each of which is a step of it. */
export function createChanges(reads: Reads, step: ChangeSteps["step"]): Changes {
  return {
    ...reads,
    ensureProject: (name) => step((database) => ensureProject(database, name)),
    createAccessKey: (key) => step((database) => createAccessKey(database, key)),
    revokeAccessKey: (accessKeyId, revokeTime) =>
      step((database) => revokeAccessKey(database, accessKeyId, revokeTime)),
    createCollection: (fields) => step((database) => createCollection(database, fields)),
    updateCollection: (collectionId, fields) => step((database) => updateCollection(database, collectionId, fields)),
    deleteCollection: (collectionId) => step((database) => deleteCollection(database, collectionId)),
    putDocument: (collectionId, fields) => step((database) => putDocument(database, collectionId, fields)),
    setDocumentState: (documentId, state, updateTime) =>
      step((database) => setDocumentState(database, documentId, state, updateTime)),
    replacePoints: (documentId, points) => step((database) => replacePoints(database, documentId, points)),
    deleteDocument: (documentId) => step((database) => deleteDocument(database, documentId)),
    putTask: (collectionId, fields) => step((database) => putTask(database, collectionId, fields)),
  };
}
