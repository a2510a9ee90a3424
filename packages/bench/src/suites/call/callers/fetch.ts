import { type PointListData, path } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** Node's own fetch, unsigned, and nothing around it. */
export const rawFetch: Caller = {
  name: "fetch",
  connect: (endpoint) => async (body) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(endpoint + path, { method: "POST", headers, body: JSON.stringify(body) });
    return ((await response.json()) as { data: PointListData }).data;
  },
};
