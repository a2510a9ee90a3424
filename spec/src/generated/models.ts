/* tslint:disable */
/* eslint-disable */
/**
 * An image or file that belongs to a point.
 * @export
 * @interface ChunkAttachment
 */
export interface ChunkAttachment {
    /**
     * Id of the attachment.
     */
    uuid?: string;
    /**
     * Caption.
     */
    caption?: string;
    /**
     * Kind of attachment.
     */
    type?: string;
    /**
     * Presigned link, when `get_attachment_link` asked for it; do not log it.
     */
    link?: string;
    /**
     * Link to a description of the attachment; do not log it.
     */
    info_link?: string;
    /**
     * Column that the attachment stands in.
     */
    column_name?: string;
}
/**
 * An index over the points of a pipeline.
 * @export
 * @interface CollectionIndex
 */
export interface CollectionIndex {
    /**
     * Kind of index.
     * 
     * Known values:
     * - `hnsw`: Hierarchical navigable small world graph over dense vectors.
     * - `hnsw_hybrid`: The same, with sparse vectors beside the dense ones. (later)
     * - `flat`: Exact search over every vector. (later)
     */
    index_type: 'hnsw' | 'hnsw_hybrid' | 'flat' | (string & {});
    /**
     * 
     */
    index_config: IndexConfig;
    /**
     * State of the index.
     * 
     * Known values:
     * - `0`: Initialising.
     * - `1`: Ready.
     * - `2`: Failed.
     * - `-1`: To be built. (later)
     * - `3`: Changing. (later)
     */
    status: 0 | 1 | 2 | -1 | 3 | (number & {});
    /**
     * Name of the field that identifies a point.
     */
    primary_key?: string;
}
/**
 * A collection (knowledge base). Times are Unix seconds.
 * @export
 * @interface CollectionInfo
 */
export interface CollectionInfo {
    /**
     * Name of the collection.
     */
    collection_name: string;
    /**
     * Description of the collection; empty when it has none.
     */
    description: string;
    /**
     * Documents in the collection. In the page's table, in no sample.
     */
    doc_num?: number;
    /**
     * When the collection was created, Unix seconds.
     */
    create_time: number;
    /**
     * When the collection last changed, Unix seconds.
     */
    update_time: number;
    /**
     * Name of the sub-account that created the collection.
     */
    creator: string;
    /**
     * How documents are cut and indexed.
     */
    pipeline_list: Array<Pipeline>;
    /**
     * Project that the collection belongs to.
     */
    project?: string;
    /**
     * Unique id of the collection.
     */
    resource_id?: string;
    /**
     * Kind of collection, or a list of kinds.
     */
    type?: string | unknown[];
    /**
     * Edition of the collection.
     * 
     * Known values:
     * - `2`: Standard edition.
     * - `4`: Flagship edition.
     */
    version?: 2 | 4 | (number & {});
}
/**
 * Locates a collection, by `name` and `project` or by `resource_id`. Unknown fields are ignored, and null means absent. At least one of `name` and `resource_id` is required.
 * @export
 * @interface CollectionInfoRequest
 */
export interface CollectionInfoRequest {
    /**
     * Name of the collection: letters, digits and `_`, a letter first, 1 to 64 characters. Called `name` here, `collection_name` in the other operations. Empty means not given.
     */
    name?: string | null;
    /**
     * Project that the collection belongs to. Empty means `default`.
     */
    project?: string | null;
    /**
     * Unique id of the collection (`kb-…`). When given, it alone decides, whatever `name` and `project` say. Empty means not given.
     */
    resource_id?: string | null;
}
/**
 * The envelope around a collection.
 * @export
 * @interface CollectionInfoResponse
 */
export interface CollectionInfoResponse {
    /**
     * Business code; 0 is success.
     */
    code: number;
    /**
     * `success`.
     */
    message: string;
    /**
     * Identifies the request; opaque. Name it when asking the vendor for help.
     */
    request_id: string;
    /**
     * 
     */
    data?: CollectionInfo;
}
/**
 * A document. Times are Unix milliseconds, unlike everywhere else.
 * @export
 * @interface DocInfo
 */
export interface DocInfo {
    /**
     * Name of the collection.
     */
    collection_name: string;
    /**
     * Name of the document.
     */
    doc_name: string;
    /**
     * Id of the document; opaque.
     */
    doc_id: string;
    /**
     * How the document was imported.
     * 
     * Known values:
     * - `tos`: From a directory of the vendor's object storage (TOS); `tos_path` is given.
     * - `url`: From a URL; `url` is given.
     * - `tos_fe`: Uploaded as a file. (later)
     * - `lark`: From Lark (Feishu). (later)
     */
    add_type: 'tos' | 'url' | 'tos_fe' | 'lark' | (string & {});
    /**
     * Type of the document.
     */
    doc_type: string;
    /**
     * When the document was uploaded, Unix milliseconds.
     */
    create_time: number;
    /**
     * Who uploaded the document.
     */
    added_by: string;
    /**
     * When the document last changed, Unix milliseconds.
     */
    update_time: number;
    /**
     * Presigned download link, when `add_type` is `url`. It carries credentials: do not log it.
     */
    url?: string;
    /**
     * Path in TOS, when `add_type` is `tos`.
     */
    tos_path?: string;
    /**
     * Metadata that the user gave with the document, as JSON text; absent when none was given (newer answers: `[]`).
     */
    meta?: string;
    /**
     * Points cut from the document.
     */
    point_num: number;
    /**
     * 
     */
    status: DocStatus;
    /**
     * Hash of the document.
     */
    doc_hash?: string;
    /**
     * Size in bytes; a number, or the same as text.
     */
    doc_size?: number | string;
    /**
     * Title of the document.
     */
    title?: string;
    /**
     * Description of the document (images).
     */
    description?: string;
    /**
     * Where the document came from.
     */
    source?: string;
    /**
     * Summary.
     */
    doc_summary?: string;
    /**
     * Short summary.
     */
    brief_summary?: string;
    /**
     * Tokens used; a number, or an object of counters.
     */
    total_tokens?: number | { [key: string]: unknown };
    /**
     * Tokens used for the summary.
     */
    doc_summary_tokens?: number;
    /**
     * State of the paid extras, such as `doc_summary_status_code`.
     */
    doc_premium_status?: { [key: string]: unknown; };
    /**
     * Counters of the document.
     */
    statistics?: { [key: string]: unknown; };
    /**
     * Labels of the document, text to text.
     */
    labels?: { [key: string]: unknown; };
    /**
     * Project that the collection belongs to.
     */
    project?: string;
    /**
     * Unique id of the collection.
     */
    resource_id?: string;
    /**
     * Outline of the video.
     */
    video_outline?: { [key: string]: unknown; };
    /**
     * Outline of the recording.
     */
    audio_outline?: { [key: string]: unknown; };
    /**
     * A frame of the video.
     */
    video_frame?: string;
    /**
     * Path of the document in its source.
     */
    full_directory_path?: string;
    /**
     * Whether the document is a wiki page.
     */
    is_wiki?: boolean;
}
/**
 * Locates a document in a collection. Unknown fields are ignored, and null means absent. At least one of `collection_name` and `resource_id` is required.
 * @export
 * @interface DocInfoRequest
 */
export interface DocInfoRequest {
    /**
     * Name of the collection: letters, digits and `_`, a letter first, 1 to 64 characters. Empty means not given.
     */
    collection_name?: string | null;
    /**
     * Project that the collection belongs to. Empty means `default`.
     */
    project?: string | null;
    /**
     * Unique id of the collection (`kb-…`). When given, it alone decides, whatever `collection_name` and `project` say. Empty means not given.
     */
    resource_id?: string | null;
    /**
     * Id of the document. Opaque: ids that the service made itself contain `-`.
     */
    doc_id: string;
    /**
     * Asks for the token counters.
     */
    return_token_usage?: boolean | null;
    /**
     * Looks inside this pipeline (experiment version) of the collection. An unknown one: 1000003.
     */
    pipeline_name?: string | null;
}
/**
 * The envelope around a document.
 * @export
 * @interface DocInfoResponse
 */
export interface DocInfoResponse {
    /**
     * Business code; 0 is success.
     */
    code: number;
    /**
     * `success`.
     */
    message: string;
    /**
     * Identifies the request; opaque. Name it when asking the vendor for help.
     */
    request_id: string;
    /**
     * 
     */
    data?: DocInfo;
}
/**
 * How far the processing of a document has come.
 * @export
 * @interface DocStatus
 */
export interface DocStatus {
    /**
     * Processing state. 0 and 1 are final.
     * 
     * Known values:
     * - `0`: Done.
     * - `1`: Failed; see `failed_code`.
     * - `2`: Queued.
     * - `3`: Queued; on newer pages: being updated.
     * - `5`: Being deleted.
     * - `6`: Being processed.
     */
    process_status: 0 | 1 | 2 | 3 | 5 | 6 | (number & {});
    /**
     * Why processing failed, as a number or the same as text; absent when it did not. Any code that is not known is an unknown error.
     * 
     * Known codes:
     * - `10001`: Downloading the document timed out.
     * - `10003`: The URL did not pass the check.
     * - `10005`: The Lark (Feishu) document could not be fetched.
     * - `30001`: The file is larger than the knowledge base allows.
     * - `35001`: The document has more points than the knowledge base allows.
     * - `35002`: The FAQ document is empty.
     * - `35004`: The FAQ document has more sheets than allowed.
     * - `36003`: The header of the structured document does not match.
     * - `36004`: A value of the structured document could not be converted.
     * - `36005`: The structured document has more sheets than allowed.
     * - `36006`: The structured document has more rows than allowed.
     * - `36007`: The structured document is empty.
     * - `36008`: The columns to be embedded are together too long.
     * - `40004`: Unknown error; older vendor sources name this code without a meaning.
     * - `45002`: Unknown error; older vendor sources name this code without a meaning.
     */
    failed_code?: number | string;
    /**
     * Why processing failed, in words.
     */
    failed_msg?: string;
}
/**
 * The envelope of every answer that is not a success. It has no `data`.
 * @export
 * @interface ErrorResponse
 */
export interface ErrorResponse {
    /**
     * Business code, never 0 here.
     */
    code: number;
    /**
     * What went wrong, in words.
     */
    message: string;
    /**
     * Identifies the request; opaque. Name it when asking the vendor for help.
     */
    request_id: string;
}
/**
 * A field that a search can filter by.
 * @export
 * @interface FilterField
 */
export interface FilterField {
    /**
     * Name of the field.
     */
    field_name: string;
    /**
     * Type of the field.
     */
    field_type: string;
}
/**
 * Settings of an index.
 * @export
 * @interface IndexConfig
 */
export interface IndexConfig {
    /**
     * 
     */
    vector_field: VectorField;
    /**
     * CPU quota.
     */
    cpu_quota: number;
    /**
     * Distance between vectors.
     * 
     * Known values:
     * - `ip`: Inner product.
     */
    distance: 'ip' | (string & {});
    /**
     * Quantisation of the vectors.
     * 
     * Known values:
     * - `int8`: 8-bit integers.
     * - `float`: 32-bit floating point, that is, not quantised. (later)
     * - `fix16`: 16-bit fixed point. (later)
     */
    quant: 'int8' | 'float' | 'fix16' | (string & {});
    /**
     * Fields that a search can filter by.
     */
    fields: Array<FilterField>;
    /**
     * Model that makes the vectors. In the page's sample only.
     */
    embedding_model?: string;
    /**
     * Length of the model's vectors.
     */
    embedding_dimension?: number;
    /**
     * The field that holds the sparse vectors: its name and type.
     */
    sparse_vector_field?: { [key: string]: unknown; };
    /**
     * Whether the model is given an instruction with each query.
     */
    need_instruction?: boolean;
    /**
     * Labels and their values, as JSON text.
     */
    field_enumerated_list?: string;
}
/**
 * Where a point stands on the pages of its document.
 * @export
 * @interface OriginalCoordinate
 */
export interface OriginalCoordinate {
    /**
     * Pages.
     */
    page_no?: Array<number>;
    /**
     * A box for each page.
     */
    bbox?: Array<Array<number>>;
}
/**
 * One way in which a collection's documents are cut and indexed.
 * @export
 * @interface Pipeline
 */
export interface Pipeline {
    /**
     * Kind of pipeline.
     * 
     * Known values:
     * - `default`: The service's own pipeline.
     * - `user_define`: A pipeline that the user defined (an experiment version). (later)
     */
    pipeline_type: 'default' | 'user_define' | (string & {});
    /**
     * 
     */
    pipeline_stat: PipelineStatistics;
    /**
     * Indexes over the points.
     */
    index_list: Array<CollectionIndex>;
    /**
     * Kind of data that the pipeline takes.
     * 
     * Known values:
     * - `unstructured_data`: Documents of running text. (later)
     * - `structured_data`: Rows of a table. (later)
     */
    data_type?: 'unstructured_data' | 'structured_data' | (string & {});
    /**
     * Preprocessing steps.
     */
    preprocessing_list?: Array<{ [key: string]: unknown; }>;
    /**
     * Columns of structured documents.
     */
    table_config_list?: Array<{ [key: string]: unknown; }>;
}
/**
 * Counters of a pipeline.
 * @export
 * @interface PipelineStatistics
 */
export interface PipelineStatistics {
    /**
     * Documents.
     */
    doc_num: number;
    /**
     * Documents whose processing has finished.
     */
    finish_doc_num: number;
    /**
     * Points.
     */
    point_num: number;
    /**
     * Documents whose processing succeeded.
     */
    success_doc_num?: number;
}
/**
 * A point (chunk) of a document. Times are Unix seconds.
 * @export
 * @interface Point
 */
export interface Point {
    /**
     * Name of the collection.
     */
    collection_name: string;
    /**
     * Id of the point, unique in its collection.
     */
    point_id: string;
    /**
     * When processing of the point finished, Unix seconds.
     */
    process_time: number;
    /**
     * Text of the point, processed.
     */
    content: string;
    /**
     * Heading above the text; empty or absent when there is none.
     */
    chunk_title?: string;
    /**
     * Position in the document. In the page's sample only.
     */
    chunk_id?: number;
    /**
     * Kind of point. In the page's sample only.
     * 
     * Known values:
     * - `structured`: A row of a structured document; see `table_chunk_fields`.
     * - `text`: Running text. (later)
     * - `table`: A table within a document. (later)
     * - `faq`: A question and its answer. (later)
     * - `image`: An image. (later)
     * - `doc-image`: An image within a document. (later)
     * - `video`: A part of a video. (later)
     * - `audio`: A part of a recording. (later)
     * - `mixed-table`: A table with text or images in it. (later)
     */
    chunk_type?: 'structured' | 'text' | 'table' | 'faq' | 'image' | 'doc-image' | 'video' | 'audio' | 'mixed-table' | (string & {});
    /**
     * Cells of a structured row. In the page's sample only.
     */
    table_chunk_fields?: Array<TableChunkField>;
    /**
     * 
     */
    doc_info: PointDoc;
    /**
     * The text as Markdown.
     */
    md_content?: string;
    /**
     * The text as HTML.
     */
    html_content?: string;
    /**
     * The text as it stood in the document.
     */
    origin_text?: string;
    /**
     * Question of a `faq` point.
     */
    original_question?: string;
    /**
     * Where the point came from.
     */
    chunk_source?: string;
    /**
     * State of the point.
     */
    chunk_status?: string;
    /**
     * Images and files that belong to the point.
     */
    chunk_attachment?: Array<ChunkAttachment>;
    /**
     * Description of the point.
     */
    description?: string;
    /**
     * When the point last changed, Unix seconds.
     */
    update_time?: number;
    /**
     * Project that the collection belongs to.
     */
    project?: string;
    /**
     * Unique id of the collection.
     */
    resource_id?: string;
    /**
     * Sheet that the row stands on.
     */
    sheet_name?: string;
    /**
     * A frame of the part.
     */
    video_frame?: string;
    /**
     * Link to the part; do not log it.
     */
    video_url?: string;
    /**
     * Where the part begins in the video, milliseconds.
     */
    video_start_time?: number;
    /**
     * Where the part ends in the video, milliseconds.
     */
    video_end_time?: number;
    /**
     * Outline of the video.
     */
    video_outline?: { [key: string]: unknown; };
    /**
     * Where the part begins in the recording, milliseconds.
     */
    audio_start_time?: number;
    /**
     * Where the part ends in the recording, milliseconds.
     */
    audio_end_time?: number;
    /**
     * Outline of the recording.
     */
    audio_outline?: { [key: string]: unknown; };
}
/**
 * The document that a point was cut from. Times are Unix seconds, unlike in doc/info. `status` stands on newer pages alone.
 * @export
 * @interface PointDoc
 */
export interface PointDoc {
    /**
     * Id of the document; opaque.
     */
    doc_id: string;
    /**
     * Name of the document.
     */
    doc_name: string;
    /**
     * When the document was uploaded, Unix seconds.
     */
    create_time: number;
    /**
     * Type of the document.
     */
    doc_type: string;
    /**
     * Metadata that the user gave with the document, as JSON text.
     */
    doc_meta?: string;
    /**
     * Where the document came from: its URL, its TOS directory, or a kind of import such as `tos_fe`.
     */
    source: string;
    /**
     * Title of the document.
     */
    title?: string;
    /**
     * Description of the document.
     */
    description?: string;
    /**
     * 
     */
    status?: DocStatus;
    /**
     * 
     */
    original_coordinate?: OriginalCoordinate;
}
/**
 * Locates a collection and chooses a page of its points. Unknown fields are ignored, and null means absent. At least one of `collection_name` and `resource_id` is required.
 * @export
 * @interface PointListRequest
 */
export interface PointListRequest {
    /**
     * Name of the collection: letters, digits and `_`, a letter first, 1 to 64 characters. Empty means not given.
     */
    collection_name?: string | null;
    /**
     * Project that the collection belongs to. Empty means `default`.
     */
    project?: string | null;
    /**
     * Unique id of the collection (`kb-…`). When given, it alone decides, whatever `collection_name` and `project` say. Empty means not given.
     */
    resource_id?: string | null;
    /**
     * How many matches to pass over. At or past the end the page is empty and `total_num` unchanged.
     */
    offset?: number | null;
    /**
     * How many points to answer with. `-1` is documented as "all", yet no answer holds more than 100; 0 gives an empty page with the true total.
     */
    limit?: number | null;
    /**
     * Only points of these documents. Absent or null: no filter. **Empty: an empty result.** Duplicates count towards the 100; unknown ids match nothing.
     */
    doc_ids?: Array<string> | null;
    /**
     * Only these points; read like `doc_ids`, and both must match.
     */
    point_ids?: Array<string> | null;
    /**
     * Asks for download links of the points' attachments.
     */
    get_attachment_link?: boolean | null;
    /**
     * Looks inside this pipeline (experiment version) of the collection. An unknown one: 1000003.
     */
    pipeline_name?: string | null;
}
/**
 * The envelope around a page of points.
 * @export
 * @interface PointListResponse
 */
export interface PointListResponse {
    /**
     * Business code; 0 is success.
     */
    code: number;
    /**
     * `success`.
     */
    message: string;
    /**
     * Identifies the request; opaque. Name it when asking the vendor for help.
     */
    request_id: string;
    /**
     * 
     */
    data?: PointPage;
}
/**
 * A page of points.
 * @export
 * @interface PointPage
 */
export interface PointPage {
    /**
     * Name of the collection.
     */
    collection_name: string;
    /**
     * All matches, whatever the page holds.
     */
    total_num: number;
    /**
     * Points in this answer.
     */
    count: number;
    /**
     * The points. An empty page may lack it or hold null.
     */
    point_list?: Array<Point> | null;
}
/**
 * A cell of a structured row.
 * @export
 * @interface TableChunkField
 */
export interface TableChunkField {
    /**
     * Name of the column.
     */
    field_name: string;
    /**
     * Value of the cell; any JSON value.
     */
    field_value: unknown;
}
/**
 * A download task.
 * @export
 * @interface TaskInfo
 */
export interface TaskInfo {
    /**
     * State of the task. `success` and `fail` are final.
     * 
     * Known values:
     * - `running`: Under way; `percentage` grows.
     * - `success`: Finished; `attachment_link` is given.
     * - `fail`: Failed for good.
     */
    status: 'running' | 'success' | 'fail' | (string & {});
    /**
     * Progress, 0 to 100.
     */
    percentage: number;
    /**
     * Presigned download link of a zip file, only on success. The documented one expires after 900 s. It carries credentials: do not log it.
     */
    attachment_link?: string;
}
/**
 * Names a download task. Unknown fields are ignored, and null means absent.
 * @export
 * @interface TaskInfoRequest
 */
export interface TaskInfoRequest {
    /**
     * Id of the task, from the operation that created it. Opaque.
     */
    task_id: string;
    /**
     * Looks inside this pipeline (experiment version). In the page's prose, not in its table.
     */
    pipeline_name?: string | null;
}
/**
 * The envelope around a task.
 * @export
 * @interface TaskInfoResponse
 */
export interface TaskInfoResponse {
    /**
     * Business code; 0 is success.
     */
    code: number;
    /**
     * `success`.
     */
    message: string;
    /**
     * Identifies the request; opaque. Name it when asking the vendor for help.
     */
    request_id: string;
    /**
     * 
     */
    data?: TaskInfo;
}
/**
 * The field of a point that the index is built on.
 * @export
 * @interface VectorField
 */
export interface VectorField {
    /**
     * Name of the field.
     */
    field_name: string;
    /**
     * Type of the field.
     * 
     * Known values:
     * - `vector`: A dense vector.
     */
    field_type: 'vector' | (string & {});
    /**
     * Length of the vector.
     */
    dim: number;
}
