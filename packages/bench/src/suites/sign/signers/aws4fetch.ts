import { AwsV4Signer } from "aws4fetch";
import { checkAwsSignature } from "../check-aws-signature.js";
import { contentType, method, region, service } from "../request.js";
import type { Signer } from "../signer.js";
import { basicDate } from "./basic-date.js";

const headers = { "Content-Type": contentType };
// As its AwsClient keeps the derived keys.
const cache = new Map<string, ArrayBuffer>();

/** The small one for workers, over Web Crypto. `allHeaders` makes it sign Content-Type as well. */
export const aws4fetch: Signer<ReturnType<AwsV4Signer["sign"]>> = {
  name: "aws4fetch",
  sign: ({ url, body, credentials }, now) => {
    const options = { method, url, headers, body, ...credentials, region, service, cache, allHeaders: true };
    return new AwsV4Signer({ ...options, datetime: basicDate(now()) }).sign();
  },
  headersOf: (signed) => signed.headers,
  check: checkAwsSignature,
};
