import { operations } from "@viking-kb/spec";

/** Path of the operation that is measured. */
export const { path } = operations.listPoints;

/** The body of a request. */
export interface PointListBody {
  readonly collection_name: string;
  readonly offset: number;
  readonly limit: number;
}

/** The data of its answer, as far as it is used. */
export interface PointListData {
  readonly total_num: number;
  readonly point_list: { readonly point_id: string; readonly content: string }[];
}

/** The key that signs a request. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A made-up key, as long as the keys that the vendor issues. */
export const credentials: AccessKey = {
  accessKeyId: "AKLTexampleexampleexampleexampleexampleexample00",
  secretAccessKey: "exampleexampleexampleexampleexampleexampleexampleexample0000",
};
