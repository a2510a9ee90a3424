import { type PointListData, path } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** Node's own fetch, unsigned, and nothing around it. */
export const rawFetch: Caller = { name: "fetch", connect: connectFetch({}) };

/** The same, asked as ours asks it, by which it copies neither the request nor its body. */
export const rawFetchWithoutRedirects: Caller = {
  name: 'fetch, redirect: "error"',
  connect: connectFetch({ redirect: "error", window: null }),
};

function connectFetch(init: RequestInit): Caller["connect"] {
  return (endpoint) => async (body) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(endpoint + path, { ...init, method: "POST", headers, body: JSON.stringify(body) });
    return ((await response.json()) as { data: PointListData }).data;
  };
}
