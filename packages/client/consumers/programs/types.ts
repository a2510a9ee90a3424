import { createKnowledgeBase, isKnowledgeBaseError, type KnowledgeBase, type PointPage } from "@viking-kb/client";
import { explainSignature } from "@viking-kb/client/explain";
import { type Point, PointsApi } from "@viking-kb/client/generated";
import { createFakeKnowledgeBase, type FakeData, preferExample } from "@viking-kb/client/testing";
import { tryCalls } from "./try-calls.js";

declare const process: { readonly argv: readonly string[] };

const kb: KnowledgeBase = createKnowledgeBase({
  credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
  ...(process.argv[2] === undefined ? {} : { endpoint: process.argv[2] }),
});
// Where it fails, the rejection ends the process.
void tryCalls(kb, isKnowledgeBaseError);

export const pageOf = async (name: string): Promise<PointPage> =>
  kb.points.list({ collection_name: name, doc_ids: null });
export const first = async (): Promise<Point | undefined> => (await pageOf("faq")).point_list?.[0];
// @ts-expect-error one of collection_name and resource_id is required
export const unlocated = () => kb.points.list({ limit: 1 });
// @ts-expect-error the client signs, or somebody else does
export const unsigned = () => createKnowledgeBase({});
export const bare = new PointsApi();
export const explained = explainSignature;

const data: FakeData = { collections: [{ collection_name: "faq", documents: [{ doc_id: "a", points: ["Text"] }] }] };
export const fake: KnowledgeBase = createFakeKnowledgeBase(data);
export const preferring: typeof fetch = preferExample("rate-limited");
