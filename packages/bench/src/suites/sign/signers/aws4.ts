import aws from "aws4";
import { credentials } from "../../../credentials.js";
import { checkAwsSignature } from "../check-aws-signature.js";
import { contentType, host, method, path, region, service } from "../request.js";
import type { Signer } from "../signer.js";

/** The small one for Node. */
export const aws4: Signer<ReturnType<typeof aws.sign>> = {
  name: "aws4",
  // It writes into the request it is given.
  sign: (body) =>
    aws.sign({ method, host, path, headers: { "Content-Type": contentType }, body, region, service }, credentials),
  headersOf: ({ headers = {} }) => new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  check: checkAwsSignature,
};
