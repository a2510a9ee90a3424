import type { OperationId } from "@viking-kb/spec";
import { getCollectionInfo } from "./getCollectionInfo/handler.js";
import { getDocInfo } from "./getDocInfo/handler.js";
import { getTaskInfo } from "./getTaskInfo/handler.js";
import type { Handler } from "./handler.js";
import { listPoints } from "./listPoints/handler.js";

/** A handler for each operation of the contract: one that is missing does not compile. */
export type Handlers = Readonly<Record<OperationId, Handler>>;

export const handlers: Handlers = { getCollectionInfo, getDocInfo, listPoints, getTaskInfo };
