import { toCollectionWire } from "../../wire.js";
import { handlerOf } from "../handler.js";
import type { OptionalText } from "../locate-collection.js";
import { locateCollection } from "../locate-collection.js";

/** `CollectionInfoRequest` of the contract. */
interface CollectionInfoRequest {
  readonly name?: OptionalText;
  readonly project?: OptionalText;
  readonly resource_id?: OptionalText;
}

/** collection/info: a collection's description, counters, pipelines and indexes. */
export const getCollectionInfo = handlerOf<CollectionInfoRequest>(async (call) => {
  const { name, project, resource_id: resourceId } = call.body;
  return JSON.stringify(toCollectionWire(await locateCollection(call, { name, project, resourceId })));
});
