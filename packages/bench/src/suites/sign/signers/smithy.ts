import { Hash } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";
import { credentials } from "../../../credentials.js";
import { checkAwsSignature } from "../check-aws-signature.js";
import { contentType, host, method, path, region, service } from "../request.js";
import type { Signer } from "../signer.js";

// With the hash that the AWS SDK gives it on Node, which is node:crypto's.
const signer = new SignatureV4({ credentials, region, service, sha256: Hash.bind(null, "sha256") });

/** The AWS SDK's. */
export const smithy: Signer<ReturnType<typeof sign>> = {
  name: "@smithy/signature-v4",
  sign,
  headersOf: ({ headers }) => new Headers(headers),
  check: checkAwsSignature,
};

function sign(body: string) {
  const headers = { host, "content-type": contentType };
  return signer.sign({ method, protocol: "https:", hostname: host, path, headers, body });
}
