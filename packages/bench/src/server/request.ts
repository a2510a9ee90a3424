import { operations } from "@viking-kb/spec";

/** Path of the operation that is measured. */
export const { path } = operations.listPoints;

/** What a request asks for. */
export interface PointListBody {
  readonly collection_name: string;
  readonly offset: number;
  readonly limit: number;
}

/** What is used of its answer's data. */
export interface PointListData {
  readonly total_num: number;
  readonly point_list: { readonly point_id: string; readonly content: string }[];
}

/** What signs a request. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A made-up key, of the lengths that the vendor issues. */
export const credentials: AccessKey = {
  accessKeyId: "AKLTexampleexampleexampleexampleexampleexample00",
  secretAccessKey: "exampleexampleexampleexampleexampleexampleexampleexample0000",
};
