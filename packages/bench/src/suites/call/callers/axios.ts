import axios from "axios";
import { type PointListData, path } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** Unsigned, over node:http, without deadline or retry. */
export const axiosCaller: Caller = {
  name: "axios",
  connect: (baseURL) => {
    const client = axios.create({ baseURL });
    return async (body) => (await client.post<{ data: PointListData }>(path, body)).data.data;
  },
};
