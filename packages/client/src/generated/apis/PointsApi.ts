/**
 * Generated from spec/openapi.yaml by `pnpm generate`: never edit it, change the contract or packages/client/templates.
 */


import { BaseAPI, type TypedResponse } from '../runtime.js';
import type {
    ErrorResponse,
    PointListRequest,
    PointListResponse,
} from '../models/index.js';

export interface ListPointsRequest {
    pointListRequest: PointListRequest;
}

/** The operations of the contract's tag `Points`. */
export class PointsApi extends BaseAPI {
    /**
     * List the points of a collection. One page of points, ordered by the UTF-8 bytes of `point_id`, ascending; so `…-10` stands before `…-2`. No answer holds more than 100. The collection is located by `collection_name` and `project`, or by `resource_id` alone, which decides when both are given. Times are Unix **seconds**, `doc_info.create_time` included. 
     */
    async listPoints(requestParameters: ListPointsRequest, init?: RequestInit): Promise<PointListResponse> {
        return await this.answer(await this.listPointsRaw(requestParameters, init));
    }

    /**
     * List the points of a collection: the response, whatever its status.
     */
    async listPointsRaw(requestParameters: ListPointsRequest, init?: RequestInit): Promise<TypedResponse<PointListResponse>> {
        return await this.send('POST', '/api/knowledge/point/list', requestParameters.pointListRequest, init);
    }

}
