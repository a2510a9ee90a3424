import { describe, expectTypeOf, test } from "vitest";
import {
  type AnsweredCall,
  type Call,
  type CollectionInfo,
  type CollectionInfoInput,
  collectionTimes,
  type DocInfo,
  type DocInfoInput,
  docTimes,
  isKnowledgeBaseError,
  type KnowledgeBase,
  type KnowledgeBaseError,
  type Pipeline,
  type Point,
  type PointDoc,
  type PointIterateInput,
  type PointListInput,
  type PointPage,
  pointTimes,
  type TaskInfo,
  type TaskInfoInput,
} from "./index.js";

// These hold when the type check of the tests passes; at run time they only say that the module loads. A line that is
// said to be an error must be one: where it compiles, the check fails.
const typesOnly = (_never: (kb: KnowledgeBase) => unknown) => {};

/** What an editor completes: the values of an open enumeration that are spelled out. */
type Completed<Value> = Value extends string | number
  ? string extends Value
    ? never
    : number extends Value
      ? never
      : Value
  : never;

describe("inputs", () => {
  test("one of name and resource_id is required", () => {
    expectTypeOf<{ name: string }>().toExtend<CollectionInfoInput>();
    expectTypeOf<{ resource_id: string }>().toExtend<CollectionInfoInput>();
    expectTypeOf<{ name: string; resource_id: string }>().toExtend<CollectionInfoInput>();
    expectTypeOf<{ name: string; project: null }>().toExtend<CollectionInfoInput>();
    expectTypeOf<{ project: string }>().not.toExtend<CollectionInfoInput>();
    expectTypeOf<{ name: null }>().not.toExtend<CollectionInfoInput>();
    expectTypeOf<{ name: undefined }>().not.toExtend<CollectionInfoInput>();
    expectTypeOf<{ name?: string }>().not.toExtend<CollectionInfoInput>();
    expectTypeOf<{ collection_name: string; doc_id: string }>().toExtend<DocInfoInput>();
    expectTypeOf<{ resource_id: string; doc_id: string }>().toExtend<DocInfoInput>();
    expectTypeOf<{ doc_id: string }>().not.toExtend<DocInfoInput>();
    expectTypeOf<{ collection_name: string }>().not.toExtend<DocInfoInput>();
    expectTypeOf<{ offset: number }>().not.toExtend<PointListInput>();
    expectTypeOf<object>().not.toExtend<TaskInfoInput>();
    typesOnly((kb) => [
      // @ts-expect-error collection/info calls it `name`.
      kb.collections.info({ collection_name: "faq" }),
      // @ts-expect-error the others call it `collection_name`.
      kb.points.list({ name: "faq" }),
      // @ts-expect-error a field that is not there.
      kb.points.list({ collection_name: "faq", doc_id: "handbook" }),
    ]);
  });

  test("doc_ids may be null, absent, undefined, readonly and []", () => {
    expectTypeOf<{ collection_name: string; doc_ids: null }>().toExtend<PointListInput>();
    expectTypeOf<{ collection_name: string }>().toExtend<PointListInput>();
    expectTypeOf<{ collection_name: string; doc_ids: [] }>().toExtend<PointListInput>();
    expectTypeOf<{ collection_name: string; doc_ids: undefined }>().toExtend<PointListInput>();
    expectTypeOf<{ collection_name: string; doc_ids: readonly string[]; point_ids: null }>().toExtend<PointListInput>();
    expectTypeOf<{ collection_name: string; doc_ids: number[] }>().not.toExtend<PointListInput>();
    expectTypeOf<{ collection_name: string; doc_ids: string }>().not.toExtend<PointListInput>();
  });

  test("what goes through all points has no limit", () => {
    expectTypeOf<{ collection_name: string; offset: number; doc_ids: null }>().toExtend<PointIterateInput>();
    expectTypeOf<{ collection_name: string; limit: number }>().not.toExtend<PointIterateInput>();
    expectTypeOf<PointListInput>().not.toExtend<PointIterateInput>();
    expectTypeOf<{ offset: number }>().not.toExtend<PointIterateInput>();
  });
});

describe("answers", () => {
  test("enumerations are open, and complete", () => {
    expectTypeOf<Completed<TaskInfo["status"]>>().toEqualTypeOf<"running" | "success" | "fail">();
    expectTypeOf<Completed<DocInfo["status"]["process_status"]>>().toEqualTypeOf<0 | 1 | 2 | 3 | 5 | 6>();
    expectTypeOf<Completed<DocInfo["add_type"]>>().toEqualTypeOf<"tos" | "url" | "tos_fe" | "lark">();
    expectTypeOf<Completed<Pipeline["index_list"][number]["status"]>>().toEqualTypeOf<0 | 1 | 2 | -1 | 3>();
    expectTypeOf<Completed<CollectionInfo["version"]>>().toEqualTypeOf<2 | 4>();
    expectTypeOf<Completed<Point["chunk_type"]>>().toEqualTypeOf<
      "structured" | "text" | "table" | "faq" | "image" | "doc-image" | "video" | "audio" | "mixed-table"
    >();
    expectTypeOf<"paused">().toExtend<TaskInfo["status"]>();
    expectTypeOf<7>().toExtend<DocInfo["status"]["process_status"]>();
    expectTypeOf<string>().not.toExtend<DocInfo["status"]["process_status"]>();
    expectTypeOf<number>().not.toExtend<TaskInfo["status"]>();
  });

  test("are typed", () => {
    expectTypeOf<Awaited<ReturnType<KnowledgeBase["collections"]["info"]>>>().toEqualTypeOf<CollectionInfo>();
    expectTypeOf<Awaited<ReturnType<KnowledgeBase["docs"]["info"]>>>().toEqualTypeOf<DocInfo>();
    expectTypeOf<Awaited<ReturnType<KnowledgeBase["points"]["list"]>>>().toEqualTypeOf<PointPage>();
    expectTypeOf<Awaited<ReturnType<KnowledgeBase["tasks"]["info"]>>>().toEqualTypeOf<TaskInfo>();
    expectTypeOf<DocInfo["doc_size"]>().toEqualTypeOf<number | string | undefined>();
    expectTypeOf<DocInfo["status"]["failed_code"]>().toEqualTypeOf<number | string | undefined>();
    expectTypeOf<PointPage["point_list"]>().toEqualTypeOf<Point[] | null | undefined>();
    expectTypeOf<Point["content"]>().toEqualTypeOf<string>();
  });

  test("fields that are not described can be read, as unknown, by who asks for them", () => {
    typesOnly(async (kb) => {
      const doc = await kb.docs.info({ collection_name: "faq", doc_id: "handbook" });
      // @ts-expect-error not by mistake.
      doc.future_field;
      const { future_field } = doc as DocInfo & { readonly future_field?: unknown };
      expectTypeOf(future_field).toBeUnknown();
      const fields: Record<string, unknown> = { ...doc };
      return fields;
    });
  });

  test("a call is a promise of its data, and knows its response", () => {
    expectTypeOf<ReturnType<KnowledgeBase["points"]["list"]>>().toEqualTypeOf<Call<PointPage>>();
    expectTypeOf<Call<PointPage>>().toExtend<Promise<PointPage>>();
    expectTypeOf<Awaited<ReturnType<Call<PointPage>["withResponse"]>>>().toEqualTypeOf<AnsweredCall<PointPage>>();
    expectTypeOf<AnsweredCall<PointPage>>().toMatchObjectType<{
      readonly data: PointPage;
      readonly status: number;
      readonly headers: Headers;
      readonly requestId: string | undefined;
      readonly attempts: number;
    }>();
  });
});

describe("what goes on", () => {
  test("iterate gives points, pages gives pages", () => {
    typesOnly(async (kb) => {
      for await (const point of kb.points.iterate({ collection_name: "faq" }))
        expectTypeOf(point).toEqualTypeOf<Point>();
      for await (const page of kb.points.pages({ resource_id: "kb-1" })) expectTypeOf(page).toEqualTypeOf<PointPage>();
      // @ts-expect-error `limit` is for list.
      kb.points.iterate({ collection_name: "faq", limit: 10 });
      // @ts-expect-error pageSize is an option.
      kb.points.iterate({ collection_name: "faq", pageSize: 10 });
    });
  });

  test("wait gives a task that succeeded, and a document that is done", () => {
    typesOnly(async (kb) => {
      const task = await kb.tasks.wait("t1", { timeoutMs: 300_000, onProgress: ({ percentage }) => percentage });
      expectTypeOf(task.status).toEqualTypeOf<"success">();
      expectTypeOf(task).toExtend<TaskInfo>();
      expectTypeOf(task.attachment_link).toEqualTypeOf<string | undefined>();
      await kb.tasks.wait({ task_id: "t1", pipeline_name: null }, { onProgress: async () => {} });
      const doc = await kb.docs.waitUntilProcessed({ collection_name: "faq", doc_id: "handbook" });
      expectTypeOf(doc.status.process_status).toEqualTypeOf<0>();
      expectTypeOf(doc).toExtend<DocInfo>();
      // @ts-expect-error a watch tells by its loop.
      kb.tasks.watch("t1", { onProgress: () => {} });
      for await (const state of kb.tasks.watch("t1")) expectTypeOf(state).toEqualTypeOf<TaskInfo>();
      for await (const state of kb.docs.watch({ resource_id: "kb-1", doc_id: "d" })) {
        expectTypeOf(state).toEqualTypeOf<DocInfo>();
      }
    });
  });
});

describe("errors", () => {
  test("a checked error is narrowed to its kinds", () => {
    const error: unknown = undefined;
    if (isKnowledgeBaseError(error, "doc-not-exist", "task-not-exist"))
      expectTypeOf(error.kind).toEqualTypeOf<"doc-not-exist" | "task-not-exist">();
    if (isKnowledgeBaseError(error)) expectTypeOf(error.kind).toEqualTypeOf<KnowledgeBaseError["kind"]>();
    // @ts-expect-error no such kind.
    isKnowledgeBaseError(error, "not-found");
    // @ts-expect-error unknown before it is checked.
    typesOnly(() => error.kind);
  });

  test("carry what failed", () => {
    const error: unknown = undefined;
    if (isKnowledgeBaseError(error, "task-failed")) expectTypeOf(error.task).toEqualTypeOf<TaskInfo | undefined>();
    if (isKnowledgeBaseError(error, "doc-failed")) expectTypeOf(error.doc).toEqualTypeOf<DocInfo | undefined>();
    expectTypeOf<KnowledgeBaseError["attempts"]>().toEqualTypeOf<number>();
  });
});

test("times are asked of an answer of the right kind, never of a number", () => {
  const answers = {} as { collection: CollectionInfo; doc: DocInfo; point: Point; pointDoc: PointDoc };
  typesOnly(() => [
    collectionTimes(answers.collection),
    docTimes(answers.doc),
    pointTimes(answers.point),
    // @ts-expect-error milliseconds.
    collectionTimes(answers.doc),
    // @ts-expect-error seconds.
    docTimes(answers.collection),
    // @ts-expect-error seconds, though it looks like a document.
    docTimes(answers.pointDoc),
    // @ts-expect-error milliseconds.
    pointTimes(answers.doc),
    // @ts-expect-error a point is asked, not its document.
    pointTimes(answers.pointDoc),
    // @ts-expect-error a number does not tell its unit.
    docTimes(answers.doc.create_time),
  ]);
  expectTypeOf(docTimes).returns.toExtend<{ createdAt: Date | undefined; updatedAt: Date | undefined }>();
});
