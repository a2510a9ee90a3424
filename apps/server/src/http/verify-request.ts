import type { IncomingMessage } from "node:http";
import { refusalReasons, type Verification, type VerifyOptions, verifyRequest } from "@viking-kb/auth";
import { Refusal } from "@viking-kb/endpoint";
import type { Reads, Storage } from "../storage/storage.js";

/** What is known of a request whose signature was verified. */
interface VerifiedRequest {
  readonly accessKeyId: string;
  /** In lower case. Every other header may have been changed on the way. */
  readonly signedHeaders: readonly string[];
  /** The snapshot in which the key was found. It lasts until the work has its result. */
  readonly reads: Reads;
}

/** What requests are verified with. */
interface VerificationTools extends Pick<VerifyOptions, "now" | "maximumClockSkewSeconds"> {
  readonly storage: Storage;
}

/**
 * Verifies the signature of a request over what arrived, nothing of it decoded, and only then does the work for it. The
 * key is looked up in the snapshot from which the work reads. That begins once the key is asked for: nothing is read
 * for a request that is refused whatever its key.
 *
 * @param bytes the whole body
 * @throws Refusal when the signature is missing or wrong.
 */
export async function verifyBefore<Result>(
  request: IncomingMessage,
  bytes: Uint8Array,
  { storage, now, maximumClockSkewSeconds }: VerificationTools,
  work: (verified: VerifiedRequest) => Promise<Result>,
): Promise<Result> {
  const { method = "", url: target = "", rawHeaders } = request;
  let result: Promise<Result> | undefined;
  const lookUpKey = (accessKeyId: string) =>
    new Promise<{ secretAccessKey: string } | undefined>((resolve, reject) => {
      result = storage.read(async (reads) => {
        const secretAccessKey = await reads.findSecret(accessKeyId);
        resolve(secretAccessKey === undefined ? undefined : { secretAccessKey });
        const { signedHeaders } = requireValid(await verification);
        return await work({ accessKeyId, signedHeaders, reads });
      });
      result.catch(reject);
    });
  const received = { method, target, headers: headerLines(rawHeaders), body: bytes };
  const verification = verifyRequest(received, { now, maximumClockSkewSeconds, lookUpKey });
  requireValid(await verification);
  // No signature is valid before its key is looked up.
  return (await result) as Result;
}

function requireValid(verification: Verification): Extract<Verification, { ok: true }> {
  if (verification.ok) return verification;
  const { reason } = verification;
  throw new Refusal("unauthorized", { reason, explanation: refusalReasons[reason] });
}

/** Node gives the lines as a flat list: name, value, name, value. */
function headerLines(rawHeaders: readonly string[]): [name: string, value: string][] {
  const lines: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return lines;
}
