import aws from "aws4";
import { checkAwsSignature } from "../check-aws-signature.js";
import { contentType, host, method, region, service } from "../request.js";
import type { Signer } from "../signer.js";
import { basicDate } from "./basic-date.js";

/** The small one for Node. */
export const aws4: Signer<ReturnType<typeof aws.sign>> = {
  name: "aws4",
  sign: ({ path, body, credentials }, now) => {
    // It writes into the request it is given.
    const headers = { "Content-Type": contentType, "X-Amz-Date": basicDate(now()) };
    return aws.sign({ method, host, path, headers, body, region, service }, credentials);
  },
  headersOf: ({ headers = {} }) => new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  check: checkAwsSignature,
};
