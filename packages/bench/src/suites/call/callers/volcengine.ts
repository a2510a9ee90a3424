import { Service } from "@volcengine/openapi";
import { credentials } from "../../../credentials.js";
import { type PointListData, path } from "../../../server/request.js";
import type { Caller } from "../caller.js";

/** The vendor's own: signed by the same scheme, over its axios of 2021. It adds Action and Version to the query. */
export const volcengine: Caller = {
  name: "@volcengine/openapi",
  connect: (endpoint) => {
    const { host, protocol } = new URL(endpoint);
    const { accessKeyId, secretAccessKey: secretKey } = credentials;
    const service = new Service({ host, protocol, serviceName: "air", region: "cn-beijing", accessKeyId, secretKey });
    const headers = { "content-type": "application/json", host };
    return async (data) => {
      const request = {
        Action: "ListPoints",
        Version: "1",
        method: "POST",
        pathname: path,
        headers: { ...headers },
        data,
      };
      const answer = (await service.fetchOpenAPI(request as never)) as unknown as { data: PointListData };
      return answer.data;
    };
  },
};
