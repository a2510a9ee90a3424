import { deserialize, serialize } from "node:v8";
import type { StoredPoint } from "../../storage/records.js";
import type { DocumentContent, ReadingOrder } from "./read-document.js";

/** What a reading process is sent: a document to read, then one request for each batch of its points. */
export type ReadingRequest = { readonly kind: "read"; readonly order: ReadingOrder } | { readonly kind: "next batch" };

/**
 * What it answers. A failure is sent as the fields of DocumentFailure, since an error loses them between processes, and
 * a fault as the message of SystemFault. An undefined batch says that there are no more.
 */
export type ReadingAnswer =
  | { readonly kind: "document"; readonly content: DocumentContent }
  | { readonly kind: "failure"; readonly message: string; readonly failedCode: number }
  | { readonly kind: "fault"; readonly message: string }
  | { readonly kind: "batch"; readonly points: PackedPoints | undefined };

/**
 * The points of a batch on their way: bytes, which no garbage collector follows, and columns, since rows repeat their
 * names.
 */
export type PackedPoints = Uint8Array;

interface Columns {
  readonly pointIds: string[];
  readonly wires: string[];
  /** By the place of the point, for the few that have one. */
  readonly wiresWithLinks: Map<number, string>;
}

export function packPoints(points: readonly StoredPoint[]): PackedPoints {
  const columns: Columns = { pointIds: [], wires: [], wiresWithLinks: new Map() };
  for (const [place, { pointId, wire, wireWithLinks }] of points.entries()) {
    columns.pointIds.push(pointId);
    columns.wires.push(wire);
    if (wireWithLinks !== null) columns.wiresWithLinks.set(place, wireWithLinks);
  }
  return serialize(columns);
}

export function unpackPoints(packed: PackedPoints): StoredPoint[] {
  const { pointIds, wires, wiresWithLinks }: Columns = deserialize(packed);
  return pointIds.map((pointId, place) => ({
    pointId,
    wire: wires[place] as string,
    wireWithLinks: wiresWithLinks.get(place) ?? null,
  }));
}

/** The limit that a document has passed when its reading process ends itself. */
export type PassedLimit = "CPU time" | "memory";

/**
 * The file descriptor of a pipe from a reading process to the import. The process writes to it which limit a document
 * has passed. It ends when the other end is closed, which happens when the import ends in whatever way.
 */
export const lifelineDescriptor = 4;
