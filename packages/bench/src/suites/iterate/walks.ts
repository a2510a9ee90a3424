import { createKnowledgeBase } from "@viking-kb/client";
import { credentials } from "../../credentials.js";
import { type PointListData, path } from "../../server/request.js";
import type { Walk } from "./walk.js";

/** What somebody would write who has no client: unsigned, page after page, until the total is reached. */
export function handWrittenLoop(endpoint: string): Walk {
  return async (visit) => {
    const limit = 100;
    const headers = { "content-type": "application/json" };
    for (let offset = 0, total = 1; offset < total; offset += limit) {
      const body = JSON.stringify({ collection_name: "faq", offset, limit });
      const response = await fetch(endpoint + path, { method: "POST", headers, body });
      const { data } = (await response.json()) as { data: PointListData };
      for (const point of data.point_list) visit(point);
      total = data.total_num;
    }
  };
}

/** Ours: signed, with deadlines, retries and a page ahead. */
export function vikingKb(endpoint: string): Walk {
  const { points } = createKnowledgeBase({ credentials, endpoint });
  return async (visit) => {
    for await (const point of points.iterate({ collection_name: "faq" })) visit(point);
  };
}
