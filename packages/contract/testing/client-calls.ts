import type {
  CollectionInfoInput,
  DocInfoInput,
  KnowledgeBaseCalls,
  PointListInput,
  TaskInfoInput,
} from "@viking-kb/client";
import type { JsonObject } from "../src/json.js";

/** The client's call for each operation of the contract; the inputs are made from the contract's own schemas. */
export const clientCalls: Readonly<
  Record<string, (client: KnowledgeBaseCalls, input: JsonObject) => Promise<unknown>>
> = {
  getCollectionInfo: ({ collections }, input) => collections.info(input as unknown as CollectionInfoInput),
  getDocInfo: ({ docs }, input) => docs.info(input as unknown as DocInfoInput),
  listPoints: ({ points }, input) => points.list(input as unknown as PointListInput),
  getTaskInfo: ({ tasks }, input) => tasks.info(input as unknown as TaskInfoInput),
};
