/**
 * Generated from spec/openapi.yaml by `pnpm generate`: never edit it, change the contract or packages/client/templates.
 */


import { BaseAPI, type TypedResponse } from '../runtime.js';
import type {
    DocInfoRequest,
    DocInfoResponse,
    ErrorResponse,
} from '../models/index.js';

export interface GetDocInfoRequest {
    docInfoRequest: DocInfoRequest;
}

/** The operations of the contract's tag `Docs`. */
export class DocsApi extends BaseAPI {
    /**
     * Describe a document. A document\'s origin, counters and processing state. The collection is located by `collection_name` and `project`, or by `resource_id` alone, which decides when both are given. Times are Unix **milliseconds**, here only. 
     */
    async getDocInfo(requestParameters: GetDocInfoRequest, init?: RequestInit): Promise<DocInfoResponse> {
        return await this.answer(await this.getDocInfoRaw(requestParameters, init));
    }

    /**
     * Describe a document: the response, whatever its status.
     */
    async getDocInfoRaw(requestParameters: GetDocInfoRequest, init?: RequestInit): Promise<TypedResponse<DocInfoResponse>> {
        return await this.send('POST', '/api/knowledge/doc/info', requestParameters.docInfoRequest, init);
    }

}
