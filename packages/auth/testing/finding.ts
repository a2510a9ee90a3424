import type { ExplainOptions } from "../src/explain/index.js";
import { type Difference, now } from "./received.js";

/** The key of the base request. */
export const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };
/** What a request is checked against, unless a row says otherwise. */
export const options: ExplainOptions = { credentials, now: () => now };
/** A key that goes with a token. */
export const temporary = {
  accessKeyId: "AKTPEXAMPLE",
  secretAccessKey: "temporary-secret",
  sessionToken: "STSexample==",
};

/** JSON that libraries write in several ways. */
export const json = '{"doc_id":"文档","n":[1,2]}';

/** A request and the one finding that it gives. */
export interface Finding {
  readonly kind: string;
  readonly difference: Difference;
  /** Further fields of the finding. */
  readonly found?: object;
  /** What the request is checked against. */
  readonly options?: ExplainOptions;
}
