import { operations } from "@viking-kb/spec";
import { type AccessKey, credentials } from "../../server/request.js";

export const method = "POST";
export const host = "api-knowledgebase.mlp.cn-beijing.volces.com";
export const contentType = "application/json";
export const region = "cn-beijing";
export const service = "air";

/** A request of the client, as far as it is signed, with the key that signs it. */
export interface UnsignedRequest {
  readonly path: string;
  readonly url: string;
  readonly body: string;
  readonly credentials: AccessKey;
}

/** The requests of a comparison. */
export interface RequestOptions {
  readonly count: number;
  /** Length of each body. */
  readonly bytes: number;
  /** The URLs: those of the contract's operations in turn, or a different one for each request. */
  readonly urls: "operations" | "any";
  /** Number of keys that sign them in turn. */
  readonly keys: number;
}

/** Requests with different JSON bodies of exactly this size, so that remembering earlier ones gains nothing. */
export function createRequests({ count, bytes, urls, keys }: RequestOptions): UnsignedRequest[] {
  const paths = Object.values(operations).map(({ path }) => path);
  const signers = Array.from({ length: keys }, (_, key) => ({
    accessKeyId: `${credentials.accessKeyId.slice(0, -2)}${String(key).padStart(2, "0")}`,
    secretAccessKey: `${credentials.secretAccessKey.slice(0, -2)}${String(key).padStart(2, "0")}`,
  }));
  return Array.from({ length: count }, (_, index) => {
    const path = `${paths[index % paths.length]}${urls === "any" ? `/${String(index).padStart(6, "0")}` : ""}`;
    return {
      path,
      url: `https://${host}${path}`,
      body: bodyOf(index, bytes),
      credentials: signers[index % signers.length] ?? credentials,
    };
  });
}

function bodyOf(index: number, bytes: number): string {
  const start = `{"collection_name":"faq","limit":100,"offset":${100_000 + index},"doc_ids":["`;
  const end = '"]}';
  return start + "d".repeat(bytes - start.length - end.length) + end;
}

/** A clock that moves on by this much each time it is read. If it moves by a second, no date can be remembered. */
export function movingClock(milliseconds: number): () => Date {
  let time = Date.parse("2026-01-15T08:30:00Z");
  return () => {
    time += milliseconds;
    return new Date(time);
  };
}
