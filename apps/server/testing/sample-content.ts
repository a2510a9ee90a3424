import type { CollectionFields, DocumentFields, StoredPoint, WireMembers } from "../src/storage/records.js";
import type { Changes, Storage } from "../src/storage/storage.js";
import { pointOrigin, toStoredPoint } from "../src/wire.js";

/** Keys of the sample content. */
export const keys = {
  /** May read the projects `default` and `empty`. */
  reader: { accessKeyId: "AKLTREADER", secretAccessKey: "reader-secret" },
  /** May read `finance` alone. */
  finance: { accessKeyId: "AKLTFINANCE", secretAccessKey: "finance-secret" },
  /** May read all projects. */
  everything: { accessKeyId: "AKLTEVERYTHING", secretAccessKey: "everything-secret" },
  /** Could read all projects until it was revoked. */
  revoked: { accessKeyId: "AKLTREVOKED", secretAccessKey: "revoked-secret" },
} as const;

/** A moment that no rounding hides: `toSeconds` cuts its 987 milliseconds. */
export const sampleTime = Date.parse("2026-01-15T08:30:00.987Z");

/** Points of the document `catalogue`, more than any answer holds. */
export const cataloguePointCount = 130;

const index = {
  index_type: "hnsw",
  index_config: {
    vector_field: { field_name: "_sys_auto_content_vector", field_type: "vector", dim: 1024 },
    cpu_quota: 2,
    distance: "ip",
    quant: "int8",
    fields: [{ field_name: "_sys_auto_doc_id", field_type: "string" }],
  },
  status: 1,
};

function collection(projectName: string, name: string, more: Partial<CollectionFields> = {}): CollectionFields {
  const longer = { pipeline_type: "user_define", data_type: "unstructured_data", index_list: [] };
  return {
    projectName,
    name,
    resourceId: `kb-${name.replaceAll("_", "-")}`,
    description: "",
    creator: "docs-team",
    createTime: sampleTime,
    updateTime: sampleTime + 1000,
    pipelines: [
      { name: "default", members: { pipeline_type: "default", index_list: [index] } },
      { name: "longer_chunks", members: longer },
    ],
    members: {},
    ...more,
  };
}

/** A document as stored, of which a test says what matters to it. */
function document(docId: string, more: Partial<DocumentFields> = {}): DocumentFields {
  return {
    docId,
    docName: `${docId}.md`,
    docType: "md",
    addType: "tos_fe",
    addedBy: "docs-team",
    createTime: sampleTime,
    updateTime: sampleTime + 2000,
    processStatus: 0,
    failedCode: null,
    failedMessage: null,
    contentHash: null,
    members: {},
    ...more,
  };
}

/** Documents of the collection `handbook` that have no points, one for each state and kind of answer. */
const documentsWithoutPoints = [
  document("queued", { processStatus: 2 }),
  document("updating", { processStatus: 3 }),
  document("deleting", { processStatus: 5 }),
  document("processing", { processStatus: 6 }),
  document("too-large", { processStatus: 1, failedCode: 30001 }),
  document("unreadable", { processStatus: 1, failedCode: 90001, failedMessage: "the file is encrypted" }),
  document("from-url", { addType: "url", members: { url: "https://files.example/a.pdf?X-Tos-Signature=0" } }),
  document("from-tos", { addType: "tos", members: { tos_path: "bucket/folder", meta: '[{"field_name":"a"}]' } }),
  document("with-extras", { members: { meta: "", title: "标题 😀", doc_size: 12, description: "d" } }),
];

/** Fills a storage with projects, collections, documents in every state, points, tasks and keys. */
export function loadSampleContent(storage: Storage): Promise<void> {
  return storage.change(async (changes) => {
    for (const project of ["default", "empty", "finance"]) await changes.ensureProject(project);
    await addKeys(changes);
    const handbook = await changes.createCollection(
      collection("default", "handbook", { description: "员工手册", members: { version: 4 } }),
    );
    await addPoints(changes, handbook, document("guide", { members: { title: "Guide" } }), guidePoints);
    await addPoints(changes, handbook, document("catalogue"), cataloguePoints);
    for (const fields of documentsWithoutPoints) await changes.putDocument(handbook.id, fields);
    await changes.createCollection(collection("default", "bare"));
    const ledger = await changes.createCollection(collection("finance", "ledger"));
    await addPoints(changes, ledger, document("accounts"), [{ content: "secret figures", members: {} }]);

    const link = "https://files.example/result.zip?X-Tos-Signature=1";
    const task = { pipelineName: null, percentage: 0, attachmentLink: null };
    await changes.putTask(handbook.id, { ...task, taskId: "running", status: "running", percentage: 40 });
    await changes.putTask(handbook.id, { ...task, taskId: "failed", status: "fail", percentage: 7 });
    const success = { ...task, status: "success", percentage: 100 };
    await changes.putTask(handbook.id, { ...success, taskId: "succeeded", attachmentLink: link });
    await changes.putTask(handbook.id, { ...success, taskId: "in-a-pipeline", pipelineName: "longer_chunks" });
    await changes.putTask(ledger.id, { ...success, taskId: "foreign", attachmentLink: link });
  });
}

interface SamplePoint {
  readonly content: string;
  readonly members: WireMembers;
}

const guidePoints: SamplePoint[] = [
  { content: '休假 😀 "quoted" \\ \u2028', members: { chunk_title: "休假", chunk_type: "text" } },
  {
    content: "A row.",
    members: { chunk_type: "structured", table_chunk_fields: [{ field_name: "price", field_value: 12.5 }] },
  },
  {
    content: "An image.",
    members: {
      chunk_type: "image",
      chunk_attachment: [
        { uuid: "u", type: "image", caption: "c", link: "https://files.example/i.png?X-Tos-Signature=2" },
      ],
    },
  },
];
const cataloguePoints = Array.from({ length: cataloguePointCount }, (_, number) => ({
  content: `Entry ${number}`,
  members: {},
}));

async function addPoints(
  changes: Changes,
  { id, name }: { readonly id: number; readonly name: string },
  fields: DocumentFields,
  points: readonly SamplePoint[],
): Promise<void> {
  const stored = await changes.putDocument(id, fields);
  const origin = pointOrigin(name, fields, sampleTime);
  const write = (point: SamplePoint, chunkId: number): StoredPoint => toStoredPoint(origin, { ...point, chunkId });
  await changes.replacePoints(stored.id, points.map(write), origin.ending);
}

async function addKeys(changes: Changes): Promise<void> {
  const allowed = { reader: ["default", "empty"], finance: ["finance"], everything: "all", revoked: "all" } as const;
  for (const name of Object.keys(keys) as (keyof typeof keys)[]) {
    await changes.createAccessKey({ ...keys[name], name, projects: allowed[name], createTime: sampleTime });
  }
  await changes.revokeAccessKey(keys.revoked.accessKeyId, sampleTime);
}
