import { getCollectionInfo } from "./getCollectionInfo/handler.js";
import { getDocInfo } from "./getDocInfo/handler.js";
import { getTaskInfo } from "./getTaskInfo/handler.js";
import type { Handler } from "./handler.js";
import { listPoints } from "./listPoints/handler.js";

/** The handler of each operation, by its operationId. */
export const handlers: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ getCollectionInfo, getDocInfo, listPoints, getTaskInfo }),
);
