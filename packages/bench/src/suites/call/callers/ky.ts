import ky from "ky";
import { type PointListData, path } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** Unsigned, with a deadline. */
export const kyCaller: Caller = {
  name: "ky",
  connect: (endpoint) => {
    const client = ky.create();
    return async (json) => (await client.post(endpoint + path, { json }).json<{ data: PointListData }>()).data;
  },
};
