/**
 * Generated from spec/openapi.yaml by `pnpm generate`: never edit it, change the contract or packages/client/templates.
 */


import { BaseAPI, type TypedResponse } from '../runtime.js';
import type {
    CollectionInfoRequest,
    CollectionInfoResponse,
    ErrorResponse,
} from '../models/index.js';

export interface GetCollectionInfoRequest {
    collectionInfoRequest: CollectionInfoRequest;
}

/** The operations of the contract's tag `Collections`. */
export class CollectionsApi extends BaseAPI {
    /**
     * Describe a collection. The collection\'s description, counters, pipelines and indexes. Located by `name` and `project`, or by `resource_id` alone, which decides when both are given. Times are Unix **seconds**. 
     */
    async getCollectionInfo(requestParameters: GetCollectionInfoRequest, init?: RequestInit): Promise<CollectionInfoResponse> {
        return await this.answer(await this.getCollectionInfoRaw(requestParameters, init));
    }

    /**
     * Describe a collection: the response, whatever its status.
     */
    async getCollectionInfoRaw(requestParameters: GetCollectionInfoRequest, init?: RequestInit): Promise<TypedResponse<CollectionInfoResponse>> {
        return await this.send('POST', '/api/knowledge/collection/info', requestParameters.collectionInfoRequest, init);
    }

}
