import { createKnowledgeBase } from "@viking-kb/client";
import { credentials } from "../../../credentials.js";
import type { PointListData } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** Ours: signed, with deadlines and retries. */
export const vikingKb: Caller = {
  name: "@viking-kb/client",
  connect: (endpoint) => {
    const { points } = createKnowledgeBase({ credentials, endpoint });
    return async (body) => (await points.list(body)) as PointListData;
  },
};
