// Written from `spec/` by `pnpm generate`: never edit it.
import type { CollectionInfo, CollectionInfoRequest, CollectionInfoResponse, DocInfo, DocInfoRequest, DocInfoResponse, PointListRequest, PointListResponse, PointPage, TaskInfo, TaskInfoRequest, TaskInfoResponse } from "../../generated/models/index.js";

/**
 * Each operation: where it is called, the business codes it answers with under each status, and what it asks of a
 * request.
 */
export const operations = {
  "getCollectionInfo": {
    "operationId": "getCollectionInfo",
    "method": "POST",
    "path": "/api/knowledge/collection/info",
    "codes": {
      "200": [
        0
      ],
      "400": [
        1000003,
        1000005
      ],
      "401": [
        1000001
      ],
      "403": [
        1000002
      ],
      "429": [
        1000029
      ],
      "500": [
        1000028
      ]
    },
    "required": [],
    "oneOfRequired": [
      "name",
      "resource_id"
    ],
    "fields": {
      "name": {
        "type": "string",
        "nullable": true,
        "maxLength": 64,
        "pattern": "^([A-Za-z][A-Za-z0-9_]*)?$",
        "x-pattern-words": "must start with a letter and hold only letters, digits and _"
      },
      "project": {
        "type": "string",
        "nullable": true
      },
      "resource_id": {
        "type": "string",
        "nullable": true
      }
    }
  },
  "getDocInfo": {
    "operationId": "getDocInfo",
    "method": "POST",
    "path": "/api/knowledge/doc/info",
    "codes": {
      "200": [
        0
      ],
      "400": [
        1000003,
        1000005,
        1001001
      ],
      "401": [
        1000001
      ],
      "403": [
        1000002
      ],
      "429": [
        1000029
      ],
      "500": [
        1000028
      ]
    },
    "required": [
      "doc_id"
    ],
    "oneOfRequired": [
      "collection_name",
      "resource_id"
    ],
    "fields": {
      "collection_name": {
        "type": "string",
        "nullable": true,
        "maxLength": 64,
        "pattern": "^([A-Za-z][A-Za-z0-9_]*)?$",
        "x-pattern-words": "must start with a letter and hold only letters, digits and _"
      },
      "project": {
        "type": "string",
        "nullable": true
      },
      "resource_id": {
        "type": "string",
        "nullable": true
      },
      "doc_id": {
        "type": "string",
        "minLength": 1
      },
      "return_token_usage": {
        "type": "boolean",
        "nullable": true
      },
      "pipeline_name": {
        "type": "string",
        "nullable": true
      }
    }
  },
  "listPoints": {
    "operationId": "listPoints",
    "method": "POST",
    "path": "/api/knowledge/point/list",
    "codes": {
      "200": [
        0
      ],
      "400": [
        1000003,
        1000005
      ],
      "401": [
        1000001
      ],
      "403": [
        1000002
      ],
      "429": [
        1000029
      ],
      "500": [
        1000028
      ]
    },
    "required": [],
    "oneOfRequired": [
      "collection_name",
      "resource_id"
    ],
    "fields": {
      "collection_name": {
        "type": "string",
        "nullable": true,
        "maxLength": 64,
        "pattern": "^([A-Za-z][A-Za-z0-9_]*)?$",
        "x-pattern-words": "must start with a letter and hold only letters, digits and _"
      },
      "project": {
        "type": "string",
        "nullable": true
      },
      "resource_id": {
        "type": "string",
        "nullable": true
      },
      "offset": {
        "type": "integer",
        "nullable": true,
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "limit": {
        "type": "integer",
        "nullable": true,
        "minimum": -1,
        "maximum": 100
      },
      "doc_ids": {
        "type": "array",
        "nullable": true,
        "maxItems": 100,
        "items": {
          "type": "string"
        }
      },
      "point_ids": {
        "type": "array",
        "nullable": true,
        "maxItems": 100,
        "items": {
          "type": "string"
        }
      },
      "get_attachment_link": {
        "type": "boolean",
        "nullable": true
      },
      "pipeline_name": {
        "type": "string",
        "nullable": true
      }
    }
  },
  "getTaskInfo": {
    "operationId": "getTaskInfo",
    "method": "POST",
    "path": "/api/knowledge/task/info",
    "codes": {
      "200": [
        0
      ],
      "400": [
        1000003
      ],
      "401": [
        1000001
      ],
      "403": [
        1000002
      ],
      "429": [
        1000029
      ],
      "500": [
        1000028
      ]
    },
    "required": [
      "task_id"
    ],
    "oneOfRequired": [],
    "fields": {
      "task_id": {
        "type": "string",
        "minLength": 1
      },
      "pipeline_name": {
        "type": "string",
        "nullable": true
      }
    }
  }
} as const satisfies Record<OperationId, unknown>;

/** An operation by its name in the contract. */
export type OperationId = "getCollectionInfo" | "getDocInfo" | "listPoints" | "getTaskInfo";

/** The types of each operation: its request, its whole answer of status 200, and the `data` in it. */
export interface OperationTypes {
  getCollectionInfo: { request: CollectionInfoRequest; response: CollectionInfoResponse; data: CollectionInfo };
  getDocInfo: { request: DocInfoRequest; response: DocInfoResponse; data: DocInfo };
  listPoints: { request: PointListRequest; response: PointListResponse; data: PointPage };
  getTaskInfo: { request: TaskInfoRequest; response: TaskInfoResponse; data: TaskInfo };
}
