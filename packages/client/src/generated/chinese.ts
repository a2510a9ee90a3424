import type { FailedCodes } from "./failed-codes.js";

/** The hint of every business code, by its number and kind. */
export const hints: { readonly [code: string]: string } = {
    "1000001 unauthorized": "检查访问密钥、系统时钟（允许偏差 15 分钟）、区域，以及签名后请求体是否被改动。",
    "1000002 no-permission": "为该密钥授予该项目的读权限，或检查 project 是否写对。",
    "1000003 task-not-exist": "检查 task_id 和 pipeline_name。",
    "1000003 invalid-request": "冒号后写明了哪个字段不符合契约；不修改请求，重试没有用。",
    "1000005 collection-not-exist": "检查名称和 project（缺省为 default），或 resource_id；不在可读项目内的 resource_id 也会得到这个错误。",
    "1001001 doc-not-exist": "检查 doc_id 是否属于这个知识库；已删除的文档不再可查。",
    "1000028 server": "稍后重试；若一直如此，把 request_id 告诉火山引擎。",
    "1000029 rate-limited": "降低请求频率，等待后重试。",
    "300004 rate-limited": "降低请求频率，等待后重试。",
};

/** Every known failed_code. */
export const failedCodes: FailedCodes = {
    10001: { meaning: "文档下载超时", advice: "请上传重试。如果问题仍然存在，请联系火山引擎", hint: "确认源地址能从公网快速下载。" },
    10003: { meaning: "url 校验失败，请确认 url 链接", advice: "请确认 url 链接正确后重试。如果问题仍然存在，请联系火山引擎", hint: "预签名链接可能已过期。" },
    10005: { meaning: "飞书文档获取异常，请确认有效且授权", advice: "请确认飞书文档的权限，可通过飞书开放平台的 OpenAPI 查询", hint: "应用需要对该文档有读权限。" },
    30001: { meaning: "超过知识库文件限制大小", advice: "超过知识库配额限制，各项配额见火山引擎文档", hint: "拆分文件，或减小文件。" },
    35001: { meaning: "超过知识库切片数量限制", advice: "超过知识库配额限制，各项配额见火山引擎文档", hint: "拆分文档，或增大切片长度。" },
    35002: { meaning: "FAQ 文档解析为空", advice: "FAQ 文档解析结果为空，切片数为 0。请确保文档中包含有效数据", hint: "检查问题列和答案列是否有内容。" },
    35004: { meaning: "超过知识库 FAQ 文档 sheet 数量限制", advice: "超过知识库配额限制，各项配额见火山引擎文档", hint: "把工作表分到多个文件。" },
    36003: { meaning: "结构化文档表头不匹配", advice: "结构化文档表头不匹配，请确保上传文档中每个 sheet 的表头与预定义的知识库表结构完全一致", hint: "列名要逐字一致，空格也算。" },
    36004: { meaning: "结构化文档数据类型转换失败", advice: "结构化文档数据类型转换失败，请确保上传文档中每个 sheet 的单元格的内容格式与预定义的知识库表结构数据类型完全一致", hint: "检查数字列里的文字和空单元格。" },
    36005: { meaning: "超过知识库结构化文档 sheet 数量限制", advice: "超过知识库配额限制，各项配额见火山引擎文档", hint: "把工作表分到多个文件。" },
    36006: { meaning: "超过知识库结构化文档有效行数限制", advice: "超过知识库配额限制，各项配额见火山引擎文档", hint: "把行分到多个文件。" },
    36007: { meaning: "结构化文档解析为空", advice: "结构化文档解析结果为空，切片数为 0。请确保文档中包含有效数据", hint: "表头之下至少要有一行。" },
    36008: { meaning: "embedding 的列组合长度超出限制", advice: "缩短待 embedding 原始文本长度", hint: "减少参与 embedding 的列，或缩短单元格。" },
    40004: { meaning: "未知错误，请联系火山引擎", advice: "未知错误，请联系火山引擎", hint: "查看 failed_msg。" },
    45002: { meaning: "未知错误，请联系火山引擎", advice: "未知错误，请联系火山引擎", hint: "查看 failed_msg。" },
    other: { meaning: "未知错误，请联系火山引擎", advice: "未知错误，请联系火山引擎", hint: "查看 failed_msg，并把 request_id 告诉火山引擎。" },
};
