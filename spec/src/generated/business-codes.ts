// Written from `spec/` by `pnpm generate`: never edit it.

/** Each business code with its status and message: spec/error-codes.yaml. Of two rows with one number the later is the general one. */
export const businessCodes = [
  {
    "code": 0,
    "status": 200,
    "kind": "success",
    "message": "success",
    "operations": [
      "getCollectionInfo",
      "getDocInfo",
      "listPoints",
      "getTaskInfo"
    ],
    "meaning": {
      "zh": "成功",
      "en": "Success."
    },
    "hint": {
      "zh": "结果在 data 里。",
      "en": "The result is in data."
    }
  },
  {
    "code": 1000001,
    "status": 401,
    "kind": "unauthorized",
    "message": "unauthorized",
    "operations": [
      "getCollectionInfo",
      "getDocInfo",
      "listPoints",
      "getTaskInfo"
    ],
    "meaning": {
      "zh": "鉴权失败",
      "en": "The signature is missing or does not match."
    },
    "hint": {
      "zh": "检查访问密钥、系统时钟（允许偏差 15 分钟）、区域，以及签名后请求体是否被改动。",
      "en": "Check the access key and secret, the clock (15 minutes are allowed), the region, and that nothing changes the body after it is signed."
    }
  },
  {
    "code": 1000002,
    "status": 403,
    "kind": "no-permission",
    "message": "no permission",
    "operations": [
      "getCollectionInfo",
      "getDocInfo",
      "listPoints",
      "getTaskInfo"
    ],
    "meaning": {
      "zh": "权限不足",
      "en": "The key is not allowed to read this project."
    },
    "hint": {
      "zh": "为该密钥授予该项目的读权限，或检查 project 是否写对。",
      "en": "Grant the key access to the project of the collection or task, or check that project names the right one."
    }
  },
  {
    "code": 1000003,
    "status": 400,
    "kind": "task-not-exist",
    "message": "invalid request:task not exist",
    "messagePattern": "task not exist\\s*$",
    "operations": [
      "getTaskInfo"
    ],
    "meaning": {
      "zh": "任务不存在",
      "en": "There is no such task."
    },
    "hint": {
      "zh": "检查 task_id 和 pipeline_name。",
      "en": "Check task_id and pipeline_name."
    }
  },
  {
    "code": 1000003,
    "status": 400,
    "kind": "invalid-request",
    "message": "invalid request:%s",
    "operations": [
      "getCollectionInfo",
      "getDocInfo",
      "listPoints",
      "getTaskInfo"
    ],
    "meaning": {
      "zh": "非法参数",
      "en": "The request is not valid."
    },
    "hint": {
      "zh": "冒号后写明了哪个字段不符合契约；不修改请求，重试没有用。",
      "en": "The text after the colon says which field breaks the contract; sending the same request again will not help."
    }
  },
  {
    "code": 1000005,
    "status": 400,
    "kind": "collection-not-exist",
    "message": "collection not exist",
    "operations": [
      "getCollectionInfo",
      "getDocInfo",
      "listPoints"
    ],
    "meaning": {
      "zh": "collection不存在",
      "en": "There is no such collection."
    },
    "hint": {
      "zh": "检查名称和 project（缺省为 default），或 resource_id；不在可读项目内的 resource_id 也会得到这个错误。",
      "en": "Check the name and the project (default when absent), or the resource_id; a resource_id that the key is not allowed to read is answered like this too."
    }
  },
  {
    "code": 1001001,
    "status": 400,
    "kind": "doc-not-exist",
    "message": "doc not exist",
    "operations": [
      "getDocInfo"
    ],
    "meaning": {
      "zh": "doc不存在",
      "en": "There is no such document in the collection."
    },
    "hint": {
      "zh": "检查 doc_id 是否属于这个知识库；已删除的文档不再可查。",
      "en": "Check that doc_id belongs to this collection; a deleted document no longer answers."
    }
  },
  {
    "code": 1000028,
    "status": 500,
    "kind": "server",
    "message": "internal error",
    "operations": [
      "getCollectionInfo",
      "getDocInfo",
      "listPoints",
      "getTaskInfo"
    ],
    "source": "later",
    "meaning": {
      "zh": "服务内部错误",
      "en": "The service failed."
    },
    "hint": {
      "zh": "稍后重试；若一直如此，把 request_id 告诉服务方。",
      "en": "Send it again a little later; if it persists, give the request_id to the vendor."
    }
  },
  {
    "code": 1000029,
    "status": 429,
    "kind": "rate-limited",
    "message": "quota exceeded",
    "operations": [
      "getCollectionInfo",
      "getDocInfo",
      "listPoints",
      "getTaskInfo"
    ],
    "source": "later",
    "meaning": {
      "zh": "超过配额",
      "en": "Too many requests, or the quota is used up."
    },
    "hint": {
      "zh": "降低请求频率，等待后重试。",
      "en": "Slow down, wait, then send it again."
    }
  },
  {
    "code": 300004,
    "status": 429,
    "kind": "rate-limited",
    "message": "rate limited",
    "operations": [],
    "source": "later",
    "meaning": {
      "zh": "请求过于频繁",
      "en": "Too many requests (seen on the rerank operation)."
    },
    "hint": {
      "zh": "降低请求频率，等待后重试。",
      "en": "Slow down, wait, then send it again."
    }
  }
] as const;

/** What a business code stands for, by name. */
export type BusinessCodeKind = (typeof businessCodes)[number]["kind"];

/** A known failed_code of doc/info: spec/error-codes.yaml. An answer may hold others. */
export type FailedCode = 10001 | 10003 | 10005 | 30001 | 35001 | 35002 | 35004 | 36003 | 36004 | 36005 | 36006 | 36007 | 36008 | 40004 | 45002;
