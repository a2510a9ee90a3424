import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import { signRequest } from "@viking-kb/auth";
import type { Contestant } from "../../comparison.js";
import { inTurn } from "../../in-turn.js";
import type { AccessKey } from "../../server/request.js";
import { contentType, host, method, region, service, type UnsignedRequest } from "./request.js";
import { checkedRequests } from "./signer.js";

const now = new Date("2026-01-15T08:30:00Z");
const date = "20260115T083000Z";
const scope = `20260115/${region}/${service}/request`;

/**
 * The least work that this scheme requires of node:crypto for these requests: the one-shot hash of the body and of the
 * canonical request, and one HMAC with the derived key as a KeyObject (measured: 1.5 µs, but 12 with the key's bytes).
 * All texts are prepared beforehand. A verifier must do the same, on a body of bytes.
 */
export function createFloor(requests: readonly UnsignedRequest[], bodies: "text" | "bytes"): Contestant {
  const keys = new Map<AccessKey, KeyObject>();
  const jobs = requests.map((request): Job => {
    const { credentials } = request;
    const signingKey = keys.get(credentials) ?? createSecretKey(deriveKey(credentials));
    keys.set(credentials, signingKey);
    const body = bodies === "text" ? request.body : Buffer.from(request.body);
    return { body, signingKey, ...textsOf(request) };
  });
  const nextJob = inTurn(jobs);
  return {
    name: "floor",
    operation: () => calculate(nextJob()),
    check: async () => {
      for (const [index, { url, body, credentials }] of requests.slice(0, checkedRequests).entries()) {
        const request = { method, url, headers: { "content-type": contentType }, body };
        const { authorization = "" } = await signRequest(request, { credentials, region, service, now: () => now });
        const job = jobs[index];
        if (job === undefined || !authorization.endsWith(`Signature=${calculate(job)}`)) {
          throw new Error("its HMAC is not the signature of the request.");
        }
      }
    },
  };
}

interface Job {
  readonly body: string | Uint8Array;
  readonly signingKey: KeyObject;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

function calculate({ body, canonicalRequest, stringToSign, signingKey }: Job): string {
  hash("sha256", body);
  hash("sha256", canonicalRequest);
  return createHmac("sha256", signingKey).update(stringToSign).digest("hex");
}

function textsOf({ path, body }: UnsignedRequest) {
  const contentHash = hash("sha256", body);
  const canonicalRequest = [
    method,
    path,
    "",
    `content-type:${contentType}`,
    `host:${host}`,
    `x-content-sha256:${contentHash}`,
    `x-date:${date}`,
    "",
    "content-type;host;x-content-sha256;x-date",
    contentHash,
  ].join("\n");
  const stringToSign = ["HMAC-SHA256", date, scope, hash("sha256", canonicalRequest)].join("\n");
  return { canonicalRequest, stringToSign };
}

function deriveKey({ secretAccessKey }: AccessKey): Uint8Array {
  let key: string | Uint8Array = secretAccessKey;
  for (const segment of scope.split("/")) key = createHmac("sha256", key).update(segment).digest();
  return typeof key === "string" ? Buffer.from(key) : key;
}
