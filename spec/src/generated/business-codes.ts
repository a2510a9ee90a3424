// Written from `spec/` by `pnpm generate`: never edit it.

/**
 * Each business code with its status and message: spec/error-codes.yaml. Of two rows with one number the later is the
 * general one.
 */
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
      "zh": "稍后重试；若一直如此，把 request_id 告诉火山引擎。",
      "en": "Send it again a little later; if it persists, give the request_id to Volcengine."
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

/** Each known failed_code of doc/info: spec/error-codes.yaml. An answer may hold others. */
export const failedCodes = [
  {
    "code": 10001,
    "meaning": {
      "zh": "文档下载超时",
      "en": "Downloading the document timed out."
    },
    "advice": {
      "zh": "请上传重试。如果问题仍然存在，请联系火山引擎",
      "en": "Upload it again; if it persists, contact Volcengine."
    },
    "hint": {
      "zh": "确认源地址能从公网快速下载。",
      "en": "Make sure that the source can be downloaded quickly from the public network."
    }
  },
  {
    "code": 10003,
    "meaning": {
      "zh": "url 校验失败，请确认 url 链接",
      "en": "The URL did not pass the check."
    },
    "advice": {
      "zh": "请确认 url 链接正确后重试。如果问题仍然存在，请联系火山引擎",
      "en": "Correct the URL and try again; if it persists, contact Volcengine."
    },
    "hint": {
      "zh": "预签名链接可能已过期。",
      "en": "A presigned link may have expired."
    }
  },
  {
    "code": 10005,
    "meaning": {
      "zh": "飞书文档获取异常，请确认有效且授权",
      "en": "The Lark (Feishu) document could not be fetched."
    },
    "advice": {
      "zh": "请确认飞书文档的权限，可通过飞书开放平台的 OpenAPI 查询",
      "en": "Check the permissions of the document through the OpenAPI of the Feishu open platform."
    },
    "hint": {
      "zh": "应用需要对该文档有读权限。",
      "en": "The application needs to be allowed to read the document."
    }
  },
  {
    "code": 30001,
    "meaning": {
      "zh": "超过知识库文件限制大小",
      "en": "The file is larger than the knowledge base allows."
    },
    "advice": {
      "zh": "超过知识库配额限制，各项配额见火山引擎文档",
      "en": "A quota of the knowledge base is exceeded; Volcengine's documentation lists them."
    },
    "hint": {
      "zh": "拆分文件，或减小文件。",
      "en": "Split the file or make it smaller."
    }
  },
  {
    "code": 35001,
    "meaning": {
      "zh": "超过知识库切片数量限制",
      "en": "The document has more points than the knowledge base allows."
    },
    "advice": {
      "zh": "超过知识库配额限制，各项配额见火山引擎文档",
      "en": "A quota of the knowledge base is exceeded; Volcengine's documentation lists them."
    },
    "hint": {
      "zh": "拆分文档，或增大切片长度。",
      "en": "Split the document, or cut longer points."
    }
  },
  {
    "code": 35002,
    "meaning": {
      "zh": "FAQ 文档解析为空",
      "en": "The FAQ document is empty."
    },
    "advice": {
      "zh": "FAQ 文档解析结果为空，切片数为 0。请确保文档中包含有效数据",
      "en": "Nothing could be read from it and it has 0 points; make sure that it holds valid data."
    },
    "hint": {
      "zh": "检查问题列和答案列是否有内容。",
      "en": "Check that the question and answer columns hold something."
    }
  },
  {
    "code": 35004,
    "meaning": {
      "zh": "超过知识库 FAQ 文档 sheet 数量限制",
      "en": "The FAQ document has more sheets than allowed."
    },
    "advice": {
      "zh": "超过知识库配额限制，各项配额见火山引擎文档",
      "en": "A quota of the knowledge base is exceeded; Volcengine's documentation lists them."
    },
    "hint": {
      "zh": "把工作表分到多个文件。",
      "en": "Spread the sheets over several files."
    }
  },
  {
    "code": 36003,
    "meaning": {
      "zh": "结构化文档表头不匹配",
      "en": "The header of the structured document does not match."
    },
    "advice": {
      "zh": "结构化文档表头不匹配，请确保上传文档中每个 sheet 的表头与预定义的知识库表结构完全一致",
      "en": "Make the header of each sheet the same as the table that the knowledge base defines."
    },
    "hint": {
      "zh": "列名要逐字一致，空格也算。",
      "en": "Column names must match to the letter, spaces included."
    }
  },
  {
    "code": 36004,
    "meaning": {
      "zh": "结构化文档数据类型转换失败",
      "en": "A value of the structured document could not be converted."
    },
    "advice": {
      "zh": "结构化文档数据类型转换失败，请确保上传文档中每个 sheet 的单元格的内容格式与预定义的知识库表结构数据类型完全一致",
      "en": "Make the cells of each sheet fit the types that the knowledge base defines."
    },
    "hint": {
      "zh": "检查数字列里的文字和空单元格。",
      "en": "Look for words and empty cells in numeric columns."
    }
  },
  {
    "code": 36005,
    "meaning": {
      "zh": "超过知识库结构化文档 sheet 数量限制",
      "en": "The structured document has more sheets than allowed."
    },
    "advice": {
      "zh": "超过知识库配额限制，各项配额见火山引擎文档",
      "en": "A quota of the knowledge base is exceeded; Volcengine's documentation lists them."
    },
    "hint": {
      "zh": "把工作表分到多个文件。",
      "en": "Spread the sheets over several files."
    }
  },
  {
    "code": 36006,
    "meaning": {
      "zh": "超过知识库结构化文档有效行数限制",
      "en": "The structured document has more rows than allowed."
    },
    "advice": {
      "zh": "超过知识库配额限制，各项配额见火山引擎文档",
      "en": "A quota of the knowledge base is exceeded; Volcengine's documentation lists them."
    },
    "hint": {
      "zh": "把行分到多个文件。",
      "en": "Spread the rows over several files."
    }
  },
  {
    "code": 36007,
    "meaning": {
      "zh": "结构化文档解析为空",
      "en": "The structured document is empty."
    },
    "advice": {
      "zh": "结构化文档解析结果为空，切片数为 0。请确保文档中包含有效数据",
      "en": "Nothing could be read from it and it has 0 points; make sure that it holds valid data."
    },
    "hint": {
      "zh": "表头之下至少要有一行。",
      "en": "At least one row must stand below the header."
    }
  },
  {
    "code": 36008,
    "source": "later",
    "meaning": {
      "zh": "embedding 的列组合长度超出限制",
      "en": "The columns to be embedded are together too long."
    },
    "advice": {
      "zh": "缩短待 embedding 原始文本长度",
      "en": "Shorten the text that is to be embedded."
    },
    "hint": {
      "zh": "减少参与 embedding 的列，或缩短单元格。",
      "en": "Embed fewer columns, or shorten their cells."
    }
  },
  {
    "code": 40004,
    "source": "later",
    "meaning": {
      "zh": "未知错误，请联系火山引擎",
      "en": "Unknown error; older vendor sources name this code without a meaning."
    },
    "advice": {
      "zh": "未知错误，请联系火山引擎",
      "en": "Contact Volcengine."
    },
    "hint": {
      "zh": "查看 failed_msg。",
      "en": "See failed_msg."
    }
  },
  {
    "code": 45002,
    "source": "later",
    "meaning": {
      "zh": "未知错误，请联系火山引擎",
      "en": "Unknown error; older vendor sources name this code without a meaning."
    },
    "advice": {
      "zh": "未知错误，请联系火山引擎",
      "en": "Contact Volcengine."
    },
    "hint": {
      "zh": "查看 failed_msg。",
      "en": "See failed_msg."
    }
  }
] as const;

/** The number of a known failed_code. */
export type FailedCode = (typeof failedCodes)[number]["code"];
