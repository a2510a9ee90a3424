// Written from `spec/` by `pnpm generate`: never edit it.
import type * as models from "./models.js";

/** What a field holds, in both languages: sentences in Markdown, with names between backticks. */
export interface FieldDescription {
  readonly en: string;
  readonly zh: string;
}

type Descriptions<Model> = { readonly [Field in keyof Model]-?: FieldDescription };

export const CollectionInfoRequest: Descriptions<models.CollectionInfoRequest> = {
  "name": {
    "en": "Name of the collection: letters, digits and `_`, a letter first, 1 to 64 characters. Called `name` here, `collection_name` in the other operations. Empty means not given.",
    "zh": "知识库名称：只含英文字母、数字和 `_`，以字母开头，1 到 64 个字符。此处叫 `name`，其他接口叫 `collection_name`。空文本等同于不传。"
  },
  "project": {
    "en": "Project that the collection belongs to. Empty means `default`.",
    "zh": "知识库所属项目。空文本等同于 `default`。"
  },
  "resource_id": {
    "en": "Unique id of the collection (`kb-…`). When given, it alone decides, whatever `name` and `project` say. Empty means not given.",
    "zh": "知识库唯一 id（`kb-…`）。传入时只看它，`name` 和 `project` 不起作用。空文本等同于不传。"
  }
};

export const DocInfoRequest: Descriptions<models.DocInfoRequest> = {
  "collection_name": {
    "en": "Name of the collection: letters, digits and `_`, a letter first, 1 to 64 characters. Empty means not given.",
    "zh": "知识库名称：只含英文字母、数字和 `_`，以字母开头，1 到 64 个字符。空文本等同于不传。"
  },
  "project": {
    "en": "Project that the collection belongs to. Empty means `default`.",
    "zh": "知识库所属项目。空文本等同于 `default`。"
  },
  "resource_id": {
    "en": "Unique id of the collection (`kb-…`). When given, it alone decides, whatever `collection_name` and `project` say. Empty means not given.",
    "zh": "知识库唯一 id（`kb-…`）。传入时只看它，`collection_name` 和 `project` 不起作用。空文本等同于不传。"
  },
  "doc_id": {
    "en": "Id of the document. Opaque: ids that the service made itself contain `-`.",
    "zh": "文档 id，请勿解析其内容：服务自动生成的 id 含有 `-`。"
  },
  "return_token_usage": {
    "en": "Asks for the token counters.",
    "zh": "是否返回 token 用量。"
  },
  "pipeline_name": {
    "en": "Looks inside this pipeline (experiment version) of the collection. An unknown one: 1000003.",
    "zh": "在知识库的这个处理流程（实验版本）内查询。不存在时返回 1000003。"
  }
};

export const PointListRequest: Descriptions<models.PointListRequest> = {
  "collection_name": {
    "en": "Name of the collection: letters, digits and `_`, a letter first, 1 to 64 characters. Empty means not given.",
    "zh": "知识库名称：只含英文字母、数字和 `_`，以字母开头，1 到 64 个字符。空文本等同于不传。"
  },
  "project": {
    "en": "Project that the collection belongs to. Empty means `default`.",
    "zh": "知识库所属项目。空文本等同于 `default`。"
  },
  "resource_id": {
    "en": "Unique id of the collection (`kb-…`). When given, it alone decides, whatever `collection_name` and `project` say. Empty means not given.",
    "zh": "知识库唯一 id（`kb-…`）。传入时只看它，`collection_name` 和 `project` 不起作用。空文本等同于不传。"
  },
  "offset": {
    "en": "How many matches to pass over. At or past the end the page is empty and `total_num` unchanged.",
    "zh": "跳过多少个结果。等于或超过总数时该页为空，`total_num` 不变。"
  },
  "limit": {
    "en": "How many points to answer with. `-1` is documented as \"all\", yet no answer holds more than 100; 0 gives an empty page with the true total.",
    "zh": "返回多少个切片。文档页面称 `-1` 为“全部”，但一次应答最多 100 个；0 返回空页和真实总数。"
  },
  "doc_ids": {
    "en": "Only points of these documents. Absent or null: no filter. **Empty: an empty result.** Duplicates count towards the 100; unknown ids match nothing.",
    "zh": "只要这些文档的切片。不传或 null：不筛选。**空列表：结果为空。** 重复的 id 计入 100 个的上限，未知的 id 匹配不到切片。"
  },
  "point_ids": {
    "en": "Only these points; read like `doc_ids`, and both must match.",
    "zh": "只要这些切片；规则与 `doc_ids` 相同，两者须同时满足。"
  },
  "get_attachment_link": {
    "en": "Asks for download links of the points' attachments.",
    "zh": "是否返回切片附件的下载链接。"
  },
  "pipeline_name": {
    "en": "Looks inside this pipeline (experiment version) of the collection. An unknown one: 1000003.",
    "zh": "在知识库的这个处理流程（实验版本）内查询。不存在时返回 1000003。"
  }
};

export const TaskInfoRequest: Descriptions<models.TaskInfoRequest> = {
  "task_id": {
    "en": "Id of the task, from the operation that created it. Opaque.",
    "zh": "任务 id，由创建任务的接口返回，请勿解析其内容。"
  },
  "pipeline_name": {
    "en": "Looks inside this pipeline (experiment version). In the page's prose, not in its table.",
    "zh": "在这个处理流程（实验版本）内查询。见于文档页面的正文，参数表中没有。"
  }
};

export const ErrorResponse: Descriptions<models.ErrorResponse> = {
  "code": {
    "en": "Business code, never 0 here.",
    "zh": "状态码，在此不会是 0。"
  },
  "message": {
    "en": "What went wrong, in words.",
    "zh": "出错原因的文字说明。"
  },
  "request_id": {
    "en": "Identifies the request; opaque. Name it when asking the vendor for help.",
    "zh": "请求的唯一标识，请勿解析其内容。向厂商求助时请提供。"
  }
};

export const CollectionInfoResponse: Descriptions<models.CollectionInfoResponse> = {
  "code": {
    "en": "Business code; 0 is success.",
    "zh": "状态码，0 为成功。"
  },
  "message": {
    "en": "`success`.",
    "zh": "成功时为 `success`。"
  },
  "request_id": {
    "en": "Identifies the request; opaque. Name it when asking the vendor for help.",
    "zh": "请求的唯一标识，请勿解析其内容。向厂商求助时请提供。"
  },
  "data": {
    "en": "A collection (knowledge base). Times are Unix seconds.",
    "zh": "知识库。时间均为 Unix 秒。"
  }
};

export const CollectionInfo: Descriptions<models.CollectionInfo> = {
  "collection_name": {
    "en": "Name of the collection.",
    "zh": "知识库名称。"
  },
  "description": {
    "en": "Description of the collection; empty when it has none.",
    "zh": "知识库描述，没有时为空。"
  },
  "doc_num": {
    "en": "Documents in the collection. In the page's table, in no sample.",
    "zh": "知识库中的文档数。见于文档页面的表格，示例中没有。"
  },
  "create_time": {
    "en": "When the collection was created, Unix seconds.",
    "zh": "知识库的创建时间，Unix 秒。"
  },
  "update_time": {
    "en": "When the collection last changed, Unix seconds.",
    "zh": "知识库最近一次变更的时间，Unix 秒。"
  },
  "creator": {
    "en": "Name of the sub-account that created the collection.",
    "zh": "创建知识库的子账号名称。"
  },
  "pipeline_list": {
    "en": "How documents are cut and indexed.",
    "zh": "处理流程：文档怎样切分、怎样建索引。"
  },
  "project": {
    "en": "Project that the collection belongs to.",
    "zh": "知识库所属项目。"
  },
  "resource_id": {
    "en": "Unique id of the collection.",
    "zh": "知识库唯一 id。"
  },
  "type": {
    "en": "Kind of collection, or a list of kinds.",
    "zh": "知识库类型，或类型的列表。"
  },
  "version": {
    "en": "Edition of the collection.",
    "zh": "知识库版本。"
  }
};

export const Pipeline: Descriptions<models.Pipeline> = {
  "pipeline_type": {
    "en": "Kind of pipeline.",
    "zh": "处理流程的类型。"
  },
  "pipeline_stat": {
    "en": "Counters of a pipeline.",
    "zh": "处理流程的各项计数。"
  },
  "index_list": {
    "en": "Indexes over the points.",
    "zh": "切片上的索引。"
  },
  "data_type": {
    "en": "Kind of data that the pipeline takes.",
    "zh": "处理流程接受的数据类型。"
  },
  "preprocessing_list": {
    "en": "Preprocessing steps.",
    "zh": "预处理步骤。"
  },
  "table_config_list": {
    "en": "Columns of structured documents.",
    "zh": "结构化文档的列。"
  }
};

export const PipelineStatistics: Descriptions<models.PipelineStatistics> = {
  "doc_num": {
    "en": "Documents.",
    "zh": "文档数。"
  },
  "finish_doc_num": {
    "en": "Documents whose processing has finished.",
    "zh": "已处理完成的文档数。"
  },
  "point_num": {
    "en": "Points.",
    "zh": "切片数。"
  },
  "success_doc_num": {
    "en": "Documents whose processing succeeded.",
    "zh": "处理成功的文档数。"
  }
};

export const CollectionIndex: Descriptions<models.CollectionIndex> = {
  "index_type": {
    "en": "Kind of index.",
    "zh": "索引类型。"
  },
  "index_config": {
    "en": "Settings of an index.",
    "zh": "索引配置。"
  },
  "status": {
    "en": "State of the index.",
    "zh": "索引状态。"
  },
  "primary_key": {
    "en": "Name of the field that identifies a point.",
    "zh": "标识切片的字段的名称。"
  }
};

export const IndexConfig: Descriptions<models.IndexConfig> = {
  "vector_field": {
    "en": "The field of a point that the index is built on.",
    "zh": "用来建索引的切片字段。"
  },
  "cpu_quota": {
    "en": "CPU quota.",
    "zh": "CPU 限额。"
  },
  "distance": {
    "en": "Distance between vectors.",
    "zh": "向量间的距离类型。"
  },
  "quant": {
    "en": "Quantisation of the vectors.",
    "zh": "向量的量化方式。"
  },
  "fields": {
    "en": "Fields that a search can filter by.",
    "zh": "检索时可用来过滤的字段。"
  },
  "embedding_model": {
    "en": "Model that makes the vectors. In the page's sample only.",
    "zh": "生成向量的模型。仅见于文档页面的示例。"
  },
  "embedding_dimension": {
    "en": "Length of the model's vectors.",
    "zh": "模型所生成向量的维度。"
  },
  "sparse_vector_field": {
    "en": "The field that holds the sparse vectors: its name and type.",
    "zh": "存放稀疏向量的字段：名称和类型。"
  },
  "need_instruction": {
    "en": "Whether the model is given an instruction with each query.",
    "zh": "每次检索是否给模型附带指令。"
  },
  "field_enumerated_list": {
    "en": "Labels and their values, as JSON text.",
    "zh": "标签及其取值，JSON 文本。"
  }
};

export const VectorField: Descriptions<models.VectorField> = {
  "field_name": {
    "en": "Name of the field.",
    "zh": "字段名称。"
  },
  "field_type": {
    "en": "Type of the field.",
    "zh": "字段类型。"
  },
  "dim": {
    "en": "Length of the vector.",
    "zh": "向量维度。"
  }
};

export const FilterField: Descriptions<models.FilterField> = {
  "field_name": {
    "en": "Name of the field.",
    "zh": "字段名称。"
  },
  "field_type": {
    "en": "Type of the field.",
    "zh": "字段类型。"
  }
};

export const DocInfoResponse: Descriptions<models.DocInfoResponse> = {
  "code": {
    "en": "Business code; 0 is success.",
    "zh": "状态码，0 为成功。"
  },
  "message": {
    "en": "`success`.",
    "zh": "成功时为 `success`。"
  },
  "request_id": {
    "en": "Identifies the request; opaque. Name it when asking the vendor for help.",
    "zh": "请求的唯一标识，请勿解析其内容。向厂商求助时请提供。"
  },
  "data": {
    "en": "A document. Times are Unix milliseconds, unlike everywhere else.",
    "zh": "文档。时间均为 Unix 毫秒，与其他各处不同。"
  }
};

export const DocInfo: Descriptions<models.DocInfo> = {
  "collection_name": {
    "en": "Name of the collection.",
    "zh": "知识库名称。"
  },
  "doc_name": {
    "en": "Name of the document.",
    "zh": "文档名称。"
  },
  "doc_id": {
    "en": "Id of the document; opaque.",
    "zh": "文档 id，请勿解析其内容。"
  },
  "add_type": {
    "en": "How the document was imported.",
    "zh": "文档的导入方式。"
  },
  "doc_type": {
    "en": "Type of the document.",
    "zh": "文档类型。"
  },
  "create_time": {
    "en": "When the document was uploaded, Unix milliseconds.",
    "zh": "文档的上传时间，Unix 毫秒。"
  },
  "added_by": {
    "en": "Who uploaded the document.",
    "zh": "文档的上传者。"
  },
  "update_time": {
    "en": "When the document last changed, Unix milliseconds.",
    "zh": "文档最近一次变更的时间，Unix 毫秒。"
  },
  "url": {
    "en": "Presigned download link, when `add_type` is `url`. It carries credentials: do not log it.",
    "zh": "预签名的下载链接，`add_type` 为 `url` 时才有。链接带有凭证，不要写入日志。"
  },
  "tos_path": {
    "en": "Path in TOS, when `add_type` is `tos`.",
    "zh": "文档在 TOS 中的路径，`add_type` 为 `tos` 时才有。"
  },
  "meta": {
    "en": "Metadata that the user gave with the document, as JSON text; absent when none was given (newer answers: `[]`).",
    "zh": "添加文档时用户给出的元信息，JSON 文本；没有给出时不返回（新版应答：`[]`）。"
  },
  "point_num": {
    "en": "Points cut from the document.",
    "zh": "由文档切分出的切片数。"
  },
  "status": {
    "en": "How far the processing of a document has come.",
    "zh": "文档处理到哪一步。"
  },
  "doc_hash": {
    "en": "Hash of the document.",
    "zh": "文档的哈希值。"
  },
  "doc_size": {
    "en": "Size in bytes; a number, or the same as text.",
    "zh": "文档大小，单位字节；数字，或内容为数字的文本。"
  },
  "title": {
    "en": "Title of the document.",
    "zh": "文档标题。"
  },
  "description": {
    "en": "Description of the document (images).",
    "zh": "文档的描述（图片）。"
  },
  "source": {
    "en": "Where the document came from.",
    "zh": "文档来源。"
  },
  "doc_summary": {
    "en": "Summary.",
    "zh": "摘要。"
  },
  "brief_summary": {
    "en": "Short summary.",
    "zh": "简短摘要。"
  },
  "total_tokens": {
    "en": "Tokens used; a number, or an object of counters.",
    "zh": "token 用量；数字，或由各项计数组成的对象。"
  },
  "doc_summary_tokens": {
    "en": "Tokens used for the summary.",
    "zh": "生成摘要的 token 用量。"
  },
  "doc_premium_status": {
    "en": "State of the paid extras, such as `doc_summary_status_code`.",
    "zh": "付费增值能力的状态，例如 `doc_summary_status_code`。"
  },
  "statistics": {
    "en": "Counters of the document.",
    "zh": "文档的各项计数。"
  },
  "labels": {
    "en": "Labels of the document, text to text.",
    "zh": "文档的标签，键和值都是文本。"
  },
  "project": {
    "en": "Project that the collection belongs to.",
    "zh": "知识库所属项目。"
  },
  "resource_id": {
    "en": "Unique id of the collection.",
    "zh": "知识库唯一 id。"
  },
  "video_outline": {
    "en": "Outline of the video.",
    "zh": "视频大纲。"
  },
  "audio_outline": {
    "en": "Outline of the recording.",
    "zh": "音频大纲。"
  },
  "video_frame": {
    "en": "A frame of the video.",
    "zh": "视频中的一帧画面。"
  },
  "full_directory_path": {
    "en": "Path of the document in its source.",
    "zh": "文档在来源处的完整路径。"
  },
  "is_wiki": {
    "en": "Whether the document is a wiki page.",
    "zh": "是否为 wiki 页面。"
  }
};

export const DocStatus: Descriptions<models.DocStatus> = {
  "process_status": {
    "en": "Processing state. 0 and 1 are final.",
    "zh": "处理状态。0 和 1 不会再变。"
  },
  "failed_code": {
    "en": "Why processing failed, as a number or the same as text; absent when it did not. Any code that is not known is an unknown error.",
    "zh": "处理失败的错误码，数字，或内容为数字的文本；没有失败时不返回。未列出的错误码都是未知错误。"
  },
  "failed_msg": {
    "en": "Why processing failed, in words.",
    "zh": "处理失败原因的文字说明。"
  }
};

export const PointListResponse: Descriptions<models.PointListResponse> = {
  "code": {
    "en": "Business code; 0 is success.",
    "zh": "状态码，0 为成功。"
  },
  "message": {
    "en": "`success`.",
    "zh": "成功时为 `success`。"
  },
  "request_id": {
    "en": "Identifies the request; opaque. Name it when asking the vendor for help.",
    "zh": "请求的唯一标识，请勿解析其内容。向厂商求助时请提供。"
  },
  "data": {
    "en": "A page of points.",
    "zh": "一页切片。"
  }
};

export const PointPage: Descriptions<models.PointPage> = {
  "collection_name": {
    "en": "Name of the collection.",
    "zh": "知识库名称。"
  },
  "total_num": {
    "en": "All matches, whatever the page holds.",
    "zh": "符合条件的切片总数，与本页有多少个无关。"
  },
  "count": {
    "en": "Points in this answer.",
    "zh": "本次应答中的切片数。"
  },
  "point_list": {
    "en": "The points. An empty page may lack it or hold null.",
    "zh": "切片列表。空页可能没有这个字段，也可能为 null。"
  }
};

export const Point: Descriptions<models.Point> = {
  "collection_name": {
    "en": "Name of the collection.",
    "zh": "知识库名称。"
  },
  "point_id": {
    "en": "Id of the point, unique in its collection.",
    "zh": "切片 id，在一个知识库内唯一。"
  },
  "process_time": {
    "en": "When processing of the point finished, Unix seconds.",
    "zh": "切片处理完成的时间，Unix 秒。"
  },
  "content": {
    "en": "Text of the point, processed.",
    "zh": "切片的文本，已经过加工。"
  },
  "chunk_title": {
    "en": "Heading above the text; empty or absent when there is none.",
    "zh": "文本上一级的标题；没有时为空或不返回。"
  },
  "chunk_id": {
    "en": "Position in the document. In the page's sample only.",
    "zh": "切片在文档中的次序。仅见于文档页面的示例。"
  },
  "chunk_type": {
    "en": "Kind of point. In the page's sample only.",
    "zh": "切片类型。仅见于文档页面的示例。"
  },
  "table_chunk_fields": {
    "en": "Cells of a structured row. In the page's sample only.",
    "zh": "结构化文档一行中的各个单元格。仅见于文档页面的示例。"
  },
  "doc_info": {
    "en": "The document that a point was cut from. Times are Unix seconds, unlike in doc/info. `status` stands on newer pages alone.",
    "zh": "切片所属的文档。时间均为 Unix 秒，与 doc/info 不同。`status` 仅见于新版页面。"
  },
  "md_content": {
    "en": "The text as Markdown.",
    "zh": "Markdown 格式的文本。"
  },
  "html_content": {
    "en": "The text as HTML.",
    "zh": "HTML 格式的文本。"
  },
  "origin_text": {
    "en": "The text as it stood in the document.",
    "zh": "文档中的原文。"
  },
  "original_question": {
    "en": "Question of a `faq` point.",
    "zh": "`faq` 切片的问题。"
  },
  "chunk_source": {
    "en": "Where the point came from.",
    "zh": "切片来源。"
  },
  "chunk_status": {
    "en": "State of the point.",
    "zh": "切片状态。"
  },
  "chunk_attachment": {
    "en": "Images and files that belong to the point.",
    "zh": "切片附带的图片和文件。"
  },
  "description": {
    "en": "Description of the point.",
    "zh": "切片的描述。"
  },
  "update_time": {
    "en": "When the point last changed, Unix seconds.",
    "zh": "切片最近一次变更的时间，Unix 秒。"
  },
  "project": {
    "en": "Project that the collection belongs to.",
    "zh": "知识库所属项目。"
  },
  "resource_id": {
    "en": "Unique id of the collection.",
    "zh": "知识库唯一 id。"
  },
  "sheet_name": {
    "en": "Sheet that the row stands on.",
    "zh": "该行所在工作表（sheet）的名称。"
  },
  "video_frame": {
    "en": "A frame of the part.",
    "zh": "片段中的一帧画面。"
  },
  "video_url": {
    "en": "Link to the part; do not log it.",
    "zh": "片段的链接，不要写入日志。"
  },
  "video_start_time": {
    "en": "Where the part begins in the video, milliseconds.",
    "zh": "片段在视频中的开始时间，毫秒。"
  },
  "video_end_time": {
    "en": "Where the part ends in the video, milliseconds.",
    "zh": "片段在视频中的结束时间，毫秒。"
  },
  "video_outline": {
    "en": "Outline of the video.",
    "zh": "视频大纲。"
  },
  "audio_start_time": {
    "en": "Where the part begins in the recording, milliseconds.",
    "zh": "片段在音频中的开始时间，毫秒。"
  },
  "audio_end_time": {
    "en": "Where the part ends in the recording, milliseconds.",
    "zh": "片段在音频中的结束时间，毫秒。"
  },
  "audio_outline": {
    "en": "Outline of the recording.",
    "zh": "音频大纲。"
  }
};

export const TableChunkField: Descriptions<models.TableChunkField> = {
  "field_name": {
    "en": "Name of the column.",
    "zh": "列名。"
  },
  "field_value": {
    "en": "Value of the cell; any JSON value.",
    "zh": "单元格的值，可以是任何 JSON 值。"
  }
};

export const ChunkAttachment: Descriptions<models.ChunkAttachment> = {
  "uuid": {
    "en": "Id of the attachment.",
    "zh": "附件 id。"
  },
  "caption": {
    "en": "Caption.",
    "zh": "附件说明。"
  },
  "type": {
    "en": "Kind of attachment.",
    "zh": "附件类型。"
  },
  "link": {
    "en": "Presigned link, when `get_attachment_link` asked for it; do not log it.",
    "zh": "预签名链接，请求带有 `get_attachment_link` 时才有；不要写入日志。"
  },
  "info_link": {
    "en": "Link to a description of the attachment; do not log it.",
    "zh": "附件描述信息的链接，不要写入日志。"
  },
  "column_name": {
    "en": "Column that the attachment stands in.",
    "zh": "附件所在的列。"
  }
};

export const PointDoc: Descriptions<models.PointDoc> = {
  "doc_id": {
    "en": "Id of the document; opaque.",
    "zh": "文档 id，请勿解析其内容。"
  },
  "doc_name": {
    "en": "Name of the document.",
    "zh": "文档名称。"
  },
  "create_time": {
    "en": "When the document was uploaded, Unix seconds.",
    "zh": "文档的上传时间，Unix 秒。"
  },
  "doc_type": {
    "en": "Type of the document.",
    "zh": "文档类型。"
  },
  "doc_meta": {
    "en": "Metadata that the user gave with the document, as JSON text.",
    "zh": "添加文档时用户给出的元信息，JSON 文本。"
  },
  "source": {
    "en": "Where the document came from: its URL, its TOS directory, or a kind of import such as `tos_fe`.",
    "zh": "文档来源：URL、TOS 目录，或 `tos_fe` 之类的导入方式。"
  },
  "title": {
    "en": "Title of the document.",
    "zh": "文档标题。"
  },
  "description": {
    "en": "Description of the document.",
    "zh": "文档的描述。"
  },
  "status": {
    "en": "How far the processing of a document has come.",
    "zh": "文档处理到哪一步。"
  },
  "original_coordinate": {
    "en": "Where a point stands on the pages of its document.",
    "zh": "切片在文档页面上的位置。"
  }
};

export const OriginalCoordinate: Descriptions<models.OriginalCoordinate> = {
  "page_no": {
    "en": "Pages.",
    "zh": "页码。"
  },
  "bbox": {
    "en": "A box for each page.",
    "zh": "每页上的一个矩形框。"
  }
};

export const TaskInfoResponse: Descriptions<models.TaskInfoResponse> = {
  "code": {
    "en": "Business code; 0 is success.",
    "zh": "状态码，0 为成功。"
  },
  "message": {
    "en": "`success`.",
    "zh": "成功时为 `success`。"
  },
  "request_id": {
    "en": "Identifies the request; opaque. Name it when asking the vendor for help.",
    "zh": "请求的唯一标识，请勿解析其内容。向厂商求助时请提供。"
  },
  "data": {
    "en": "A download task.",
    "zh": "下载任务。"
  }
};

export const TaskInfo: Descriptions<models.TaskInfo> = {
  "status": {
    "en": "State of the task. `success` and `fail` are final.",
    "zh": "任务状态。`success` 和 `fail` 不会再变。"
  },
  "percentage": {
    "en": "Progress, 0 to 100.",
    "zh": "任务进度，0 到 100。"
  },
  "attachment_link": {
    "en": "Presigned download link of a zip file, only on success. The documented one expires after 900 s. It carries credentials: do not log it.",
    "zh": "zip 文件的预签名下载链接，任务成功后才有。文档页面上的链接 900 秒后失效。链接带有凭证，不要写入日志。"
  }
};
