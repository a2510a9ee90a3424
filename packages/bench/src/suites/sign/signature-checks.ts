import { createHmac, hash } from "node:crypto";
import { verifyRequest } from "@viking-kb/auth";
import { method, type UnsignedRequest } from "./request.js";

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** Throws when a request of this suite is not signed by AWS Signature Version 4, its body and content type included. */
export function checkAwsSignature(sent: Headers, { path, body, credentials }: UnsignedRequest): void {
  const [, accessKeyId, scope = "", signedHeaders = "", signature] =
    authorizationPattern.exec(sent.get("authorization") ?? "") ?? [];
  const names = signedHeaders.split(";");
  if (
    accessKeyId !== credentials.accessKeyId ||
    !["content-type", "host", "x-amz-date"].every((n) => names.includes(n))
  ) {
    throw new Error("its Authorization header does not name the key or does not sign what ours signs.");
  }
  const headers = names.map((name) => `${name}:${sent.get(name)}\n`).join("");
  const canonicalRequest = [method, path, "", headers, signedHeaders, hash("sha256", body)].join("\n");
  const text = ["AWS4-HMAC-SHA256", sent.get("x-amz-date"), scope, hash("sha256", canonicalRequest)].join("\n");
  let key: string | Uint8Array = `AWS4${credentials.secretAccessKey}`;
  for (const segment of scope.split("/")) key = createHmac("sha256", key).update(segment).digest();
  if (createHmac("sha256", key).update(text).digest("hex") !== signature) {
    throw new Error("its signature is not the one of AWS Signature Version 4.");
  }
}

/** Throws when this project's verifier refuses a request of this suite. */
export async function checkVolcengineSignature(
  sent: Headers,
  { path, body, credentials }: UnsignedRequest,
  date: Date,
): Promise<void> {
  const received = { method, target: path, headers: sent, body: Buffer.from(body) };
  const lookUpKey = (accessKeyId: string) => (accessKeyId === credentials.accessKeyId ? credentials : undefined);
  const verification = await verifyRequest(received, { lookUpKey, now: () => date });
  if (!verification.ok) throw new Error(`its signature is refused (${verification.reason}).`);
}
