import { expectTypeOf, test } from "vitest";
import {
  type CollectionInfoInput,
  type DocInfo,
  type DocInfoInput,
  isKnowledgeBaseError,
  type KnowledgeBase,
  type KnowledgeBaseError,
  type PointListInput,
  type PointPage,
  type TaskInfo,
} from "./index.js";

// These hold when the type check of the tests passes; at run time they only say that the module loads.
test("one of name and resource_id is required", () => {
  expectTypeOf<{ name: string }>().toExtend<CollectionInfoInput>();
  expectTypeOf<{ resource_id: string }>().toExtend<CollectionInfoInput>();
  expectTypeOf<{ name: string; project: null }>().toExtend<CollectionInfoInput>();
  expectTypeOf<{ project: string }>().not.toExtend<CollectionInfoInput>();
  expectTypeOf<{ name: null }>().not.toExtend<CollectionInfoInput>();
  expectTypeOf<{ collection_name: string; doc_id: string }>().toExtend<DocInfoInput>();
  expectTypeOf<{ resource_id: string; doc_id: string }>().toExtend<DocInfoInput>();
  expectTypeOf<{ doc_id: string }>().not.toExtend<DocInfoInput>();
  expectTypeOf<{ collection_name: string }>().not.toExtend<DocInfoInput>();
});

test("doc_ids may be null, absent and []", () => {
  expectTypeOf<{ collection_name: string; doc_ids: null }>().toExtend<PointListInput>();
  expectTypeOf<{ collection_name: string }>().toExtend<PointListInput>();
  expectTypeOf<{ collection_name: string; doc_ids: [] }>().toExtend<PointListInput>();
  expectTypeOf<{ collection_name: string; doc_ids: number[] }>().not.toExtend<PointListInput>();
});

test("enumerations are open", () => {
  expectTypeOf<"running">().toExtend<TaskInfo["status"]>();
  expectTypeOf<"paused">().toExtend<TaskInfo["status"]>();
  expectTypeOf<7>().toExtend<DocInfo["status"]["process_status"]>();
  expectTypeOf<string>().not.toExtend<DocInfo["status"]["process_status"]>();
});

test("answers are typed", () => {
  expectTypeOf<Awaited<ReturnType<KnowledgeBase["points"]["list"]>>>().toEqualTypeOf<PointPage>();
  expectTypeOf<DocInfo["doc_size"]>().toEqualTypeOf<number | string | undefined>();
  expectTypeOf<NonNullable<PointPage["point_list"]>[number]["content"]>().toEqualTypeOf<string>();
});

test("a checked error is narrowed to its kinds", () => {
  const error: unknown = undefined;
  if (isKnowledgeBaseError(error, "doc-not-exist", "task-not-exist"))
    expectTypeOf(error.kind).toEqualTypeOf<"doc-not-exist" | "task-not-exist">();
  if (isKnowledgeBaseError(error)) expectTypeOf(error.kind).toEqualTypeOf<KnowledgeBaseError["kind"]>();
});
