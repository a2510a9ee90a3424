import { collectionData } from "../../wire.js";
import type { Handler } from "../handler.js";
import { locateCollection } from "../locate-collection.js";

/** collection/info: a collection's description, counters, pipelines and indexes. */
export const getCollectionInfo: Handler<"getCollectionInfo"> = async (call) =>
  collectionData(await locateCollection(call, call.body.name));
