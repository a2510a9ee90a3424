/**
 * Generated from spec/openapi.yaml by `pnpm generate`: never edit it, change the contract or packages/client/templates.
 */


import { BaseAPI, type TypedResponse } from '../runtime.js';
import type {
    ErrorResponse,
    TaskInfoRequest,
    TaskInfoResponse,
} from '../models/index.js';

export interface GetTaskInfoRequest {
    taskInfoRequest: TaskInfoRequest;
}

/** The operations of the contract's tag `Tasks`. */
export class TasksApi extends BaseAPI {
    /**
     * Describe a download task. State, progress and, once it has succeeded, the result of a download task. The link is presigned and short-lived: ask again for a fresh one rather than keeping it. 
     */
    async getTaskInfo(requestParameters: GetTaskInfoRequest, init?: RequestInit): Promise<TaskInfoResponse> {
        return await this.answer(await this.getTaskInfoRaw(requestParameters, init));
    }

    /**
     * Describe a download task: the response, whatever its status.
     */
    async getTaskInfoRaw(requestParameters: GetTaskInfoRequest, init?: RequestInit): Promise<TypedResponse<TaskInfoResponse>> {
        return await this.send('POST', '/api/knowledge/task/info', requestParameters.taskInfoRequest, init);
    }

}
