import type { CollectionInfo } from "../generated/models/index.js";
import type { Call, CallOptions } from "./call.js";
import type { CollectionInfoInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** Calls about collections. */
export interface Collections {
  /** Describes a collection. Times are Unix seconds. */
  info(input: CollectionInfoInput, options?: CallOptions): Call<CollectionInfo>;
}

export function createCollections(operations: Operations): Collections {
  return { info: operations.getCollectionInfo };
}
