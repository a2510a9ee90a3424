import { getCollectionInfo } from "./getCollectionInfo/handler.js";
import { getDocInfo } from "./getDocInfo/handler.js";
import { getTaskInfo } from "./getTaskInfo/handler.js";
import type { Handlers } from "./handler.js";
import { listPoints } from "./listPoints/handler.js";

export const handlers: Handlers = { getCollectionInfo, getDocInfo, listPoints, getTaskInfo };
