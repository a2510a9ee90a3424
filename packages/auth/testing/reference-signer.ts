import { createHash, createHmac } from "node:crypto";

/**
 * A request to be signed to the letter: every canonical part is the test's own, spelled out, right or wrong. Written a
 * second time with node:crypto, so that the tests of the verifier do not lean on the signer beside it.
 */
export interface ReferenceRequest {
  readonly secretAccessKey: string;
  readonly accessKeyId: string;
  /** `day/region/service/terminator`. */
  readonly scope: string;
  readonly date: string;
  readonly method: string;
  readonly canonicalUri: string;
  readonly canonicalQuery: string;
  /** The signed headers in the order of SignedHeaders. */
  readonly signedHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** The value of the Authorization header for such a request. */
export function referenceAuthorization(request: ReferenceRequest): string {
  const names = request.signedHeaders.map(([name]) => name).join(";");
  const canonicalRequest = [
    request.method,
    request.canonicalUri,
    request.canonicalQuery,
    request.signedHeaders.map(([name, value]) => `${name}:${value}\n`).join(""),
    names,
    sha256(request.body),
  ].join("\n");
  const stringToSign = ["HMAC-SHA256", request.date, request.scope, sha256(canonicalRequest)].join("\n");
  let key: string | Buffer = request.secretAccessKey;
  for (const part of request.scope.split("/")) key = hmac(key, part);
  const signature = hmac(key, stringToSign).toString("hex");
  return `HMAC-SHA256 Credential=${request.accessKeyId}/${request.scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function sha256(data: string): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
