import type { Point } from "@viking-kb/client";

/** The heading above a point, or else the question that it answers, or the title of what it was cut from. */
export function pointTitle({ chunk_title, original_question, doc_info }: Point): string | undefined {
  return chunk_title || original_question || doc_info?.title || undefined;
}
