import type { DocInfo, Point } from "../generated/models/index.js";
import type { FakePoint } from "./fake-data.js";

/** A point as it is held: with the links of its attachments. */
export type HeldPoint = Point & { readonly doc_info: { readonly doc_id: string } };

/** A point as point/list answers it, made from what is given of it and its document. Its times are Unix seconds. */
export function completePoint(document: DocInfo, given: string | FakePoint, position: number): HeldPoint {
  const { doc_info, ...members }: FakePoint = typeof given === "string" ? { content: given } : given;
  const { collection_name, doc_id, doc_name, doc_type, title, meta } = document;
  const chunk_id = members.chunk_id ?? position;
  return {
    collection_name,
    point_id: `${doc_id}-${chunk_id}`,
    process_time: Math.floor(document.update_time / 1000),
    content: "",
    chunk_id,
    ...members,
    doc_info: {
      doc_id,
      doc_name,
      create_time: Math.floor(document.create_time / 1000),
      doc_type,
      // "url, tos directory, or an import kind such as tos_fe" (documentation page point/list).
      source: document.url ?? document.tos_path ?? document.add_type,
      ...(title === undefined ? {} : { title }),
      ...(meta === undefined ? {} : { doc_meta: meta }),
      ...doc_info,
    },
  };
}

/** A point as it is answered where `get_attachment_link` is not asked for. */
export function withoutLinks(point: HeldPoint): Point {
  if (point.chunk_attachment === undefined) return point;
  const attachments = point.chunk_attachment.map(({ link: _link, info_link: _infoLink, ...rest }) => rest);
  return { ...point, chunk_attachment: attachments };
}
