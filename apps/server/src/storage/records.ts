/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Members of an answer as they stand on the wire. */
export type WireMembers = { readonly [name: string]: Json };

/** What keys are given access to, and what collections belong to. */
export interface Project {
  readonly id: number;
  readonly name: string;
}

/** An access key as its owner sees it: without its secret. All times are Unix milliseconds. */
export interface AccessKeySummary {
  readonly accessKeyId: string;
  /** For people: what the key is for. */
  readonly name: string;
  /** Names of the projects that the key may read; `"all"` includes those that are made later. */
  readonly projects: readonly string[] | "all";
  readonly createTime: number;
  /** When the key was revoked; a revoked key is kept, so that its name tells who used it. */
  readonly revokeTime: number | null;
}

/** What a new access key is made of. */
export interface NewAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly name: string;
  /** Names of projects; those that do not exist are made. */
  readonly projects: readonly string[] | "all";
  readonly createTime: number;
}

/**
 * A pipeline of a collection as collection/info answers it, without the counters, which are those of the collection.
 * The first is the default one.
 */
export interface Pipeline {
  /** What `pipeline_name` in a request names. */
  readonly name: string;
  /** `pipeline_type`, `index_list` and whatever else the answer holds, but no `pipeline_stat`. */
  readonly members: WireMembers;
}

/** What a collection is made of. Times are Unix milliseconds. */
export interface CollectionFields {
  readonly projectName: string;
  readonly name: string;
  /** `kb-…`, unique among all collections. */
  readonly resourceId: string;
  /** Empty when there is none. */
  readonly description: string;
  readonly creator: string;
  readonly createTime: number;
  readonly updateTime: number;
  /** At least one. */
  readonly pipelines: readonly Pipeline[];
  /** Further members of the answer, such as `version`. */
  readonly members: WireMembers;
}

/** A collection with its counters, which the database updates itself. */
export interface Collection extends CollectionFields {
  readonly id: number;
  readonly projectId: number;
  /** All documents, whatever their state. */
  readonly documentCount: number;
  /** Those whose processing has ended, well (0) or not (1). */
  readonly finishedDocumentCount: number;
  /** Those whose processing has ended well (0). */
  readonly succeededDocumentCount: number;
  readonly pointCount: number;
}

/** `process_status` of a document. Source: documentation page doc/info. */
export const processStatus = { done: 0, failed: 1, queued: 2, updating: 3, deleting: 5, processing: 6 } as const;

/** How far the processing of a document has come. */
export interface DocumentState {
  readonly processStatus: number;
  /** Why it failed; null when it did not. Source: table `failed_code` of documentation page doc/info. */
  readonly failedCode: number | null;
  /** The same in words. */
  readonly failedMessage: string | null;
}

/** What a document is made of. Times are Unix milliseconds. */
export interface DocumentFields extends DocumentState {
  readonly docId: string;
  readonly docName: string;
  readonly docType: string;
  /** `tos_fe` for a local file. */
  readonly addType: string;
  readonly addedBy: string;
  readonly createTime: number;
  readonly updateTime: number;
  /** Tells an import whether the document has changed, and what it was read in; null for fixtures. */
  readonly contentHash: string | null;
  /** Further members of doc/info's answer, such as `url`, `tos_path`, `meta`, `title`, `doc_size`, `source`. */
  readonly members: WireMembers;
}

/** A stored document. */
export interface Document extends DocumentFields {
  readonly id: number;
  readonly collectionId: number;
  /** Where the file is that it was imported from, on this machine; null when it came from none. */
  readonly filePath: string | null;
  /** Points that can be read now. */
  readonly pointCount: number;
}

/**
 * A point as it is stored: as the text that is answered, written once. A text that ends in a comma goes on with the
 * ending that the points of its document have in common, which is stored once: often it is half of the whole.
 */
export interface StoredPoint {
  readonly pointId: string;
  /** The point as point/list answers it: the JSON text of one object, or its beginning. */
  readonly wire: string;
  /** The same with the links of its attachments, for `get_attachment_link`; null when it has none. */
  readonly wireWithLinks: string | null;
}

/** Which points are asked for. A list that is null is no filter; an empty one matches nothing. */
export interface PointQuery {
  readonly docIds: readonly string[] | null;
  readonly pointIds: readonly string[] | null;
  readonly offset: number;
  /** How many at most. */
  readonly limit: number;
  readonly withLinks: boolean;
}

/** One page of points in the byte order of `point_id`. */
export interface PointPage {
  /** All matches, whatever the page holds. */
  readonly totalCount: number;
  /** Points on the page. */
  readonly count: number;
  /** The page's points as JSON text, `[…]`. */
  readonly wireList: string;
}

/** What a download task is made of. */
export interface TaskFields {
  readonly taskId: string;
  /** The pipeline that it was made in; null: the default one. */
  readonly pipelineName: string | null;
  readonly status: string;
  /** 0 to 100. */
  readonly percentage: number;
  /** Where the result can be downloaded; null unless the task succeeded. */
  readonly attachmentLink: string | null;
}

/** A stored download task. */
export interface Task extends TaskFields {
  readonly collectionId: number;
  /** Project of its collection, on which its permission depends. */
  readonly projectId: number;
  /** When it goes, with its result: Unix milliseconds. Null where that is not known (yet). */
  readonly expiryTime: number | null;
  /** Its result, when that is kept here: its size in bytes, and its SHA-256 in hexadecimal. */
  readonly result: { readonly byteLength: number; readonly hash: string } | null;
}
