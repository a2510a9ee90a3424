import { toCollectionWire } from "../../wire.js";
import type { Handler } from "../handler.js";
import { locateCollection } from "../locate-collection.js";

/** collection/info: a collection's description, counters, pipelines and indexes. */
export const getCollectionInfo: Handler<"getCollectionInfo"> = async (call) => {
  const { name, project, resource_id: resourceId } = call.body;
  return JSON.stringify(toCollectionWire(await locateCollection(call, { name, project, resourceId })));
};
