import { Hash } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AccessKey } from "../../../credentials.js";
import { checkAwsSignature } from "../check-aws-signature.js";
import { contentType, host, method, region, service, type UnsignedRequest } from "../request.js";
import type { Signer } from "../signer.js";

/** The AWS SDK's. A client of it has one key, so each key has a signer. */
export const smithy: Signer<ReturnType<typeof sign>> = {
  name: "@smithy/signature-v4",
  sign,
  headersOf: ({ headers }) => new Headers(headers),
  check: checkAwsSignature,
};

const signers = new Map<AccessKey, SignatureV4>();

function sign({ path, body, credentials }: UnsignedRequest, now: () => Date) {
  let signer = signers.get(credentials);
  if (signer === undefined) {
    // With the hash that the AWS SDK gives it on Node, which is node:crypto's.
    signer = new SignatureV4({ credentials, region, service, sha256: Hash.bind(null, "sha256") });
    signers.set(credentials, signer);
  }
  const headers = { host, "content-type": contentType };
  const request = { method, protocol: "https:", hostname: host, path, headers, body };
  return signer.sign(request, { signingDate: now() });
}
