// Written from `spec/` by `pnpm generate`: never edit it.
import type { OperationId } from "./operations.js";

/** A field of an answer that the contract marks, with its marks: the description of the contract explains each. */
export interface AnswerField {
  /** Where the field stands in the answer: a JSON pointer in which `*` stands for each entry of a list. */
  readonly at: string;
  readonly unit?: string;
  /** The field of the request that it repeats. */
  readonly echo?: string;
  readonly signedLink?: "always" | "possible";
  readonly jsonText?: true;
  readonly numericText?: true;
}

/** The fields of each operation's answer that the contract marks. */
export const answerFields: Readonly<Record<OperationId, readonly AnswerField[]>> = {
  "getCollectionInfo": [
    {
      "at": "/data/collection_name",
      "echo": "name"
    },
    {
      "at": "/data/create_time",
      "unit": "unix-seconds"
    },
    {
      "at": "/data/update_time",
      "unit": "unix-seconds"
    },
    {
      "at": "/data/pipeline_list/*/index_list/*/index_config/cpu_quota",
      "unit": "cpu-quota"
    },
    {
      "at": "/data/pipeline_list/*/index_list/*/index_config/field_enumerated_list",
      "jsonText": true
    },
    {
      "at": "/data/project",
      "echo": "project"
    },
    {
      "at": "/data/resource_id",
      "echo": "resource_id"
    }
  ],
  "getDocInfo": [
    {
      "at": "/data/collection_name",
      "echo": "collection_name"
    },
    {
      "at": "/data/doc_id",
      "echo": "doc_id"
    },
    {
      "at": "/data/create_time",
      "unit": "unix-milliseconds"
    },
    {
      "at": "/data/update_time",
      "unit": "unix-milliseconds"
    },
    {
      "at": "/data/url",
      "signedLink": "always"
    },
    {
      "at": "/data/meta",
      "jsonText": true
    },
    {
      "at": "/data/status/failed_code",
      "numericText": true
    },
    {
      "at": "/data/doc_size",
      "numericText": true,
      "unit": "bytes"
    },
    {
      "at": "/data/source",
      "signedLink": "possible"
    },
    {
      "at": "/data/total_tokens",
      "unit": "tokens"
    },
    {
      "at": "/data/doc_summary_tokens",
      "unit": "tokens"
    },
    {
      "at": "/data/project",
      "echo": "project"
    },
    {
      "at": "/data/resource_id",
      "echo": "resource_id"
    }
  ],
  "listPoints": [
    {
      "at": "/data/collection_name",
      "echo": "collection_name"
    },
    {
      "at": "/data/point_list/*/collection_name",
      "echo": "collection_name"
    },
    {
      "at": "/data/point_list/*/process_time",
      "unit": "unix-seconds"
    },
    {
      "at": "/data/point_list/*/doc_info/create_time",
      "unit": "unix-seconds"
    },
    {
      "at": "/data/point_list/*/doc_info/doc_meta",
      "jsonText": true
    },
    {
      "at": "/data/point_list/*/doc_info/source",
      "signedLink": "possible"
    },
    {
      "at": "/data/point_list/*/doc_info/status/failed_code",
      "numericText": true
    },
    {
      "at": "/data/point_list/*/chunk_attachment/*/link",
      "signedLink": "always"
    },
    {
      "at": "/data/point_list/*/chunk_attachment/*/info_link",
      "signedLink": "always"
    },
    {
      "at": "/data/point_list/*/update_time",
      "unit": "unix-seconds"
    },
    {
      "at": "/data/point_list/*/project",
      "echo": "project"
    },
    {
      "at": "/data/point_list/*/resource_id",
      "echo": "resource_id"
    },
    {
      "at": "/data/point_list/*/video_url",
      "signedLink": "always"
    },
    {
      "at": "/data/point_list/*/video_start_time",
      "unit": "milliseconds"
    },
    {
      "at": "/data/point_list/*/video_end_time",
      "unit": "milliseconds"
    },
    {
      "at": "/data/point_list/*/audio_start_time",
      "unit": "milliseconds"
    },
    {
      "at": "/data/point_list/*/audio_end_time",
      "unit": "milliseconds"
    }
  ],
  "getTaskInfo": [
    {
      "at": "/data/percentage",
      "unit": "percent"
    },
    {
      "at": "/data/attachment_link",
      "signedLink": "always"
    }
  ]
};
