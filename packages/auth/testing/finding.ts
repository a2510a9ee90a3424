import type { ExplainOptions } from "../src/explain/index.js";
import { type Difference, now } from "./received.js";

/** The key of the base request. */
export const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };
/** What a request is held against where a row names nothing else. */
export const options: ExplainOptions = { credentials, now: () => now };
/** A key that goes with a token. */
export const temporary = {
  accessKeyId: "AKTPEXAMPLE",
  secretAccessKey: "temporary-secret",
  sessionToken: "STSexample==",
};

/** JSON that libraries write in several ways. */
export const json = '{"doc_id":"文档","n":[1,2]}';

/** A request with one finding, which is of this kind. */
export interface Finding {
  readonly kind: string;
  readonly difference: Difference;
  /** What else the finding says. */
  readonly found?: object;
  /** What the request is held against. */
  readonly options?: ExplainOptions;
}
