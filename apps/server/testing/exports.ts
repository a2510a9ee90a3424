import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { fromBufferPromise } from "yauzl";
import { type ExportRequest, requestExport } from "../src/export/request-export.js";
import { type ExportEvent, exportTimes, runExports } from "../src/export/run-exports.js";
import type { Storage } from "../src/storage/storage.js";

/** Times so short that a test need not wait. */
export const shortTimes = { ...exportTimes, poll: 20, lease: 2_000, renewal: 200, retry: 20 };

/** An entry as a manifest tells of it. */
interface ManifestEntry {
  readonly entry: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The manifest of an archive. */
interface Manifest {
  readonly collection_name: string;
  readonly doc_ids: readonly string[] | null;
  readonly not_found: readonly string[];
  readonly points: ManifestEntry & { readonly count: number };
  readonly files: { readonly count: number; readonly bytes: number; readonly missing: number };
  readonly documents: readonly {
    readonly doc_id: string;
    readonly points: number;
    readonly file: ManifestEntry | { readonly missing: string; readonly reason: string };
  }[];
  readonly [member: string]: unknown;
}

/** What an archive holds. */
export interface Archive {
  readonly manifest: Manifest;
  /** The lines of `points.jsonl`. */
  readonly points: readonly string[];
  /** The files, by the ids of their documents. */
  readonly files: Readonly<Record<string, Buffer>>;
}

/**
 * Reads a zip as another program would, which refuses names that lead outside, and holds all of it to its manifest.
 *
 * @throws Error when it is not whole, or the manifest is not true.
 */
export async function readArchive(bytes: Buffer): Promise<Archive> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName} is damaged.`);
    if (entries.has(entry.fileName)) throw new Error(`${entry.fileName} is there twice.`);
    entries.set(entry.fileName, content);
  }
  const take = (name: string) => {
    const content = entries.get(name);
    if (content === undefined) throw new Error(`${name} is not there.`);
    entries.delete(name);
    return content;
  };
  const takeTold = ({ entry, bytes: length, sha256 }: ManifestEntry) => {
    const content = take(entry);
    const actual = createHash("sha256").update(content).digest("hex");
    if (content.length !== length || actual !== sha256) throw new Error(`${entry} is not what the manifest says.`);
    return content;
  };
  const manifest: Manifest = JSON.parse(take("manifest.json").toString());
  const points = takeTold(manifest.points).toString().split("\n").slice(0, -1);
  const given = manifest.documents.flatMap(({ doc_id: docId, file }) =>
    "entry" in file ? [[docId, takeTold(file)] as const] : [],
  );
  const counts = {
    points: [manifest.points.count, manifest.documents.reduce((sum, document) => sum + document.points, 0)],
    files: [manifest.files.count, manifest.documents.length - manifest.files.missing],
    bytes: [manifest.files.bytes],
    others: [entries.size],
  };
  const counted = {
    points: [points.length, points.length],
    files: [given.length, given.length],
    bytes: [given.reduce((sum, [, content]) => sum + content.length, 0)],
    others: [0],
  };
  if (JSON.stringify(counts) !== JSON.stringify(counted)) {
    throw new Error(`The manifest counts ${JSON.stringify(counts)}; there are ${JSON.stringify(counted)}.`);
  }
  return { manifest, points, files: Object.fromEntries(given) };
}

/** Works off what there is to export, in this thread, until nothing is left to do now. */
export async function workOff(storage: Storage): Promise<ExportEvent[]> {
  const events: ExportEvent[] = [];
  const { signal } = new AbortController();
  await runExports(storage, { times: shortTimes, signal, onEvent: (event) => events.push(event) });
  return events;
}

/** The bytes of a task's result. */
export async function resultOf(storage: Storage, taskId: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = await storage.read((reads) => reads.findExportPart(taskId, parts.length));
    if (part === undefined) return Buffer.concat(parts);
    parts.push(part);
  }
}

/** Exports and reads the archive. */
export async function exported(storage: Storage, request: ExportRequest): Promise<Archive> {
  const taskId = await requestExport(storage, request);
  const [event] = await workOff(storage);
  if (event?.outcome !== "success") throw new Error(`The export has ended: ${JSON.stringify(event)}`);
  return await readArchive(await resultOf(storage, taskId));
}
