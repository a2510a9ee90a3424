import { createHash, createHmac } from "node:crypto";

/**
 * A request whose canonical parts the test gives itself, right or wrong. It is signed by a second implementation, with
 * node:crypto, so that tests of the verifier do not depend on the signer in this package.
 */
export interface ReferenceRequest {
  readonly secretAccessKey: string;
  readonly accessKeyId: string;
  /** `day/region/service/terminator`. */
  readonly scope: string;
  /** The scope that the signing key is derived for; by default the same. */
  readonly keyScope?: string;
  readonly date: string;
  readonly method: string;
  readonly canonicalUri: string;
  readonly canonicalQuery: string;
  /** The signed headers in the order of SignedHeaders. */
  readonly signedHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: string | Uint8Array;
  /** Changes the canonical request as a whole, as a faulty signer would. */
  readonly rewrite?: (canonicalRequest: string) => string;
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
  const { rewrite = (text: string) => text } = request;
  const signature = referenceSignature(rewrite(canonicalRequest), request);
  return `HMAC-SHA256 Credential=${request.accessKeyId}/${request.scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** The signature of a canonical request. */
export function referenceSignature(
  canonicalRequest: string,
  {
    date,
    scope,
    keyScope = scope,
    secretAccessKey,
  }: Pick<ReferenceRequest, "date" | "scope" | "keyScope" | "secretAccessKey">,
): string {
  const stringToSign = ["HMAC-SHA256", date, scope, sha256(canonicalRequest)].join("\n");
  let key: string | Buffer = secretAccessKey;
  for (const part of keyScope.split("/")) key = hmac(key, part);
  return hmac(key, stringToSign).toString("hex");
}

/** SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
