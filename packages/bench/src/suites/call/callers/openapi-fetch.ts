import createClient from "openapi-fetch";
import type { PointListBody, PointListData } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** What openapi-typescript would make of the contract, as far as it is used. */
interface Paths {
  "/api/knowledge/point/list": {
    post: {
      requestBody: { content: { "application/json": PointListBody } };
      responses: { 200: { content: { "application/json": { data: PointListData } } } };
    };
  };
}

/** Typed by a contract as ours is; unsigned, without deadline or retry. */
export const openapiFetch: Caller = {
  name: "openapi-fetch",
  connect: (baseUrl) => {
    const client = createClient<Paths>({ baseUrl });
    return async (body) => {
      const { data } = await client.POST("/api/knowledge/point/list", { body });
      if (data === undefined) throw new Error("it has no data.");
      return data.data;
    };
  },
};
