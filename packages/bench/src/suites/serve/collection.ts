import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A made-up collection of ready points, of which everything follows from its size. */
export interface Collection {
  readonly points: number;
  /** How many documents these are spread over, as many in each, one after the other. */
  readonly documents: number;
}

/** Name of the collection whose points are asked for. */
export const collectionName = "faq";

/** A collection of this many points, in a hundred documents. */
export function collectionOf(points: number): Collection {
  return { points, documents: Math.min(points / 100, 100) };
}

/** Id of the document with this number. */
export function docId(document: number): string {
  return `document-${String(document).padStart(4, "0")}.jsonl`;
}

/**
 * Id of the point at this place of the collection. All have one length, so that they are in the order of their bytes.
 */
export function pointId(place: number): string {
  return `point-${String(place).padStart(8, "0")}`;
}

const content = "A knowledge base answers from documents, cut into pieces that fit into a prompt. ".repeat(3);

/** Writes the documents of a collection into a folder, as JSON lines: points that need not be cut any more. */
export async function writeDocuments(folder: string, { points, documents }: Collection): Promise<void> {
  await mkdir(folder, { recursive: true });
  const perDocument = points / documents;
  for (let document = 0; document < documents; document++) {
    const lines = Array.from({ length: perDocument }, (_, index) => {
      const place = document * perDocument + index;
      return JSON.stringify({ point_id: pointId(place), chunk_title: `Part ${place}`, content: `${place} ${content}` });
    });
    await writeFile(join(folder, docId(document)), `${lines.join("\n")}\n`);
  }
}
