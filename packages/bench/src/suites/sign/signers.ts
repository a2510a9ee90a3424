import { Hash } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";
import { signRequest } from "@viking-kb/auth";
import { Signer as VolcengineSigner } from "@volcengine/openapi";
import aws from "aws4";
import { AwsV4Signer } from "aws4fetch";
import type { Contestant } from "../../comparison.js";
import type { AccessKey } from "../../server/request.js";
import { contentType, host, method, region, service, type UnsignedRequest } from "./request.js";
import { checkAwsSignature, checkVolcengineSignature } from "./signature-checks.js";
import { basicDate, type Signer, signingContestant } from "./signer.js";

const headers = { "Content-Type": contentType };

/** This project's signer, called as the client calls it. */
export const vikingKb: Signer<ReturnType<typeof signRequest>> = {
  name: "@viking-kb/auth",
  sign: ({ url, body, credentials }, now) => signRequest({ method, url, headers, body }, { credentials, now }),
  headersOf: (added) => new Headers(added),
  check: checkVolcengineSignature,
};

/** A small signer for Node. */
export const aws4: Signer<ReturnType<typeof aws.sign>> = {
  name: "aws4",
  sign: ({ path, body, credentials }, now) => {
    // It changes the request that it is given.
    const ownHeaders = { ...headers, "X-Amz-Date": basicDate(now()) };
    return aws.sign({ method, host, path, headers: ownHeaders, body, region, service }, credentials);
  },
  headersOf: ({ headers = {} }) => new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  check: checkAwsSignature,
};

const smithySigners = new Map<AccessKey, SignatureV4>();

/** The AWS SDK's signer. A client of the SDK has one key, so each key gets a signer. */
const smithy: Signer<ReturnType<SignatureV4["sign"]>> = {
  name: "@smithy/signature-v4",
  sign: ({ path, body, credentials }, now) => {
    let signer = smithySigners.get(credentials);
    if (signer === undefined) {
      // With the hash that the AWS SDK uses on Node: node:crypto's.
      signer = new SignatureV4({ credentials, region, service, sha256: Hash.bind(null, "sha256") });
      smithySigners.set(credentials, signer);
    }
    const ownHeaders = { host, "content-type": contentType };
    const request = { method, protocol: "https:", hostname: host, path, headers: ownHeaders, body };
    return signer.sign(request, { signingDate: now() });
  },
  headersOf: (signed) => new Headers(signed.headers),
  check: checkAwsSignature,
};

/** The vendor's signer for Node, the only other one with the same scheme. It leaves Content-Type unsigned. */
const volcengine: Signer<Readonly<Record<string, string>>> = {
  name: "@volcengine/openapi",
  sign: ({ path, body, credentials: { accessKeyId, secretAccessKey: secretKey } }, now) => {
    // It changes the headers that it is given.
    const ownHeaders: Record<string, string> = { Host: host, ...headers };
    const signer = new VolcengineSigner({ region, method, pathname: path, headers: ownHeaders, body }, service);
    signer.addAuthorization({ accessKeyId, secretKey }, now());
    return ownHeaders;
  },
  headersOf: (signed) => new Headers(signed),
  check: checkVolcengineSignature,
};

// A cache of derived keys, as its AwsClient has one.
const cache = new Map<string, ArrayBuffer>();

/** A small signer for workers, on Web Crypto. `allHeaders` makes it sign Content-Type too. */
const aws4fetch: Signer<ReturnType<AwsV4Signer["sign"]>> = {
  name: "aws4fetch",
  sign: ({ url, body, credentials }, now) => {
    const options = { method, url, headers, body, ...credentials, region, service, cache, allHeaders: true };
    return new AwsV4Signer({ ...options, datetime: basicDate(now()) }).sign();
  },
  headersOf: (signed) => signed.headers,
  check: checkAwsSignature,
};

/**
 * This project's signer first, then the others. Each signs these requests, with the clock moving on by `milliseconds`.
 */
export function signers(requests: readonly UnsignedRequest[], milliseconds: number): Contestant[] {
  const contestant = <Signed>(signer: Signer<Signed>) => signingContestant(signer, requests, milliseconds);
  return [contestant(vikingKb), contestant(aws4), contestant(smithy), contestant(volcengine), contestant(aws4fetch)];
}
