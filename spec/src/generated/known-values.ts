// Written from `spec/` by `pnpm generate`: never edit it.

/** The known values of each open enumeration, by model and field. An answer may hold others. */
export const knownValues = {
  "CollectionInfo": {
    "version": [
      {
        "value": 2,
        "meaning": {
          "zh": "标准版",
          "en": "Standard edition."
        }
      },
      {
        "value": 4,
        "meaning": {
          "zh": "旗舰版",
          "en": "Flagship edition."
        }
      }
    ]
  },
  "Pipeline": {
    "pipeline_type": [
      {
        "value": "default",
        "meaning": {
          "zh": "默认流程",
          "en": "The service's own pipeline."
        }
      },
      {
        "value": "user_define",
        "meaning": {
          "zh": "用户自定义流程（实验版本）",
          "en": "A pipeline that the user defined (an experiment version)."
        }
      }
    ],
    "data_type": [
      {
        "value": "unstructured_data",
        "meaning": {
          "zh": "非结构化文档",
          "en": "Documents of running text."
        }
      },
      {
        "value": "structured_data",
        "meaning": {
          "zh": "结构化数据（表格的行）",
          "en": "Rows of a table."
        }
      }
    ]
  },
  "CollectionIndex": {
    "index_type": [
      {
        "value": "hnsw",
        "meaning": {
          "zh": "稠密向量上的 HNSW 图索引",
          "en": "Hierarchical navigable small world graph over dense vectors."
        }
      },
      {
        "value": "hnsw_hybrid",
        "meaning": {
          "zh": "HNSW 混合索引，稠密向量之外还有稀疏向量",
          "en": "The same, with sparse vectors beside the dense ones."
        }
      },
      {
        "value": "flat",
        "meaning": {
          "zh": "逐一比较全部向量的精确检索",
          "en": "Exact search over every vector."
        }
      }
    ],
    "status": [
      {
        "value": 0,
        "meaning": {
          "zh": "初始化中",
          "en": "Initialising."
        }
      },
      {
        "value": 1,
        "meaning": {
          "zh": "就绪",
          "en": "Ready."
        }
      },
      {
        "value": 2,
        "meaning": {
          "zh": "失败",
          "en": "Failed."
        }
      },
      {
        "value": -1,
        "meaning": {
          "zh": "待构建",
          "en": "To be built."
        }
      },
      {
        "value": 3,
        "meaning": {
          "zh": "变更中",
          "en": "Changing."
        }
      }
    ]
  },
  "IndexConfig": {
    "distance": [
      {
        "value": "ip",
        "meaning": {
          "zh": "内积",
          "en": "Inner product."
        }
      }
    ],
    "quant": [
      {
        "value": "int8",
        "meaning": {
          "zh": "8 位整数",
          "en": "8-bit integers."
        }
      },
      {
        "value": "float",
        "meaning": {
          "zh": "32 位浮点数，即不量化",
          "en": "32-bit floating point, that is, not quantised."
        }
      },
      {
        "value": "fix16",
        "meaning": {
          "zh": "16 位定点数",
          "en": "16-bit fixed point."
        }
      }
    ]
  },
  "VectorField": {
    "field_type": [
      {
        "value": "vector",
        "meaning": {
          "zh": "稠密向量",
          "en": "A dense vector."
        }
      }
    ]
  },
  "DocInfo": {
    "add_type": [
      {
        "value": "tos",
        "meaning": {
          "zh": "从 TOS 目录导入，带有 tos_path",
          "en": "From a directory of the vendor's object storage (TOS); `tos_path` is given."
        }
      },
      {
        "value": "url",
        "meaning": {
          "zh": "从 URL 导入，带有 url",
          "en": "From a URL; `url` is given."
        }
      },
      {
        "value": "tos_fe",
        "meaning": {
          "zh": "以文件上传",
          "en": "Uploaded as a file."
        }
      },
      {
        "value": "lark",
        "meaning": {
          "zh": "从飞书导入",
          "en": "From Lark (Feishu)."
        }
      }
    ]
  },
  "DocStatus": {
    "process_status": [
      {
        "value": 0,
        "meaning": {
          "zh": "处理完成",
          "en": "Done."
        }
      },
      {
        "value": 1,
        "meaning": {
          "zh": "处理失败，见 failed_code",
          "en": "Failed; see `failed_code`."
        }
      },
      {
        "value": 2,
        "meaning": {
          "zh": "排队中",
          "en": "Queued."
        }
      },
      {
        "value": 3,
        "meaning": {
          "zh": "排队中，新版页面：更新中",
          "en": "Queued; on newer pages: being updated."
        }
      },
      {
        "value": 5,
        "meaning": {
          "zh": "删除中",
          "en": "Being deleted."
        }
      },
      {
        "value": 6,
        "meaning": {
          "zh": "处理中",
          "en": "Being processed."
        }
      }
    ]
  },
  "Point": {
    "chunk_type": [
      {
        "value": "structured",
        "meaning": {
          "zh": "结构化文档的一行，见 table_chunk_fields",
          "en": "A row of a structured document; see `table_chunk_fields`."
        }
      },
      {
        "value": "text",
        "meaning": {
          "zh": "正文",
          "en": "Running text."
        }
      },
      {
        "value": "table",
        "meaning": {
          "zh": "文档中的表格",
          "en": "A table within a document."
        }
      },
      {
        "value": "faq",
        "meaning": {
          "zh": "问答",
          "en": "A question and its answer."
        }
      },
      {
        "value": "image",
        "meaning": {
          "zh": "图片",
          "en": "An image."
        }
      },
      {
        "value": "doc-image",
        "meaning": {
          "zh": "文档中的图片",
          "en": "An image within a document."
        }
      },
      {
        "value": "video",
        "meaning": {
          "zh": "视频片段",
          "en": "A part of a video."
        }
      },
      {
        "value": "audio",
        "meaning": {
          "zh": "音频片段",
          "en": "A part of a recording."
        }
      },
      {
        "value": "mixed-table",
        "meaning": {
          "zh": "含文字或图片的表格",
          "en": "A table with text or images in it."
        }
      }
    ]
  },
  "TaskInfo": {
    "status": [
      {
        "value": "running",
        "meaning": {
          "zh": "进行中，percentage 递增",
          "en": "Under way; `percentage` grows."
        }
      },
      {
        "value": "success",
        "meaning": {
          "zh": "成功，带有 attachment_link",
          "en": "Finished; `attachment_link` is given."
        }
      },
      {
        "value": "fail",
        "meaning": {
          "zh": "失败，不再继续",
          "en": "Failed for good."
        }
      }
    ]
  }
} as const;
