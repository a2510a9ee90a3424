import { ofetch } from "ofetch";
import { type PointListData, path } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** Unsigned, without a deadline. */
export const ofetchCaller: Caller = {
  name: "ofetch",
  connect: (baseURL) => {
    const client = ofetch.create({ baseURL });
    return async (body) => (await client<{ data: PointListData }>(path, { method: "POST", body: { ...body } })).data;
  },
};
