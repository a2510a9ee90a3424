import { refusalReasons, type Verification, type VerifyOptions, verifyRequest } from "@viking-kb/auth";
import { Refusal, readBody } from "@viking-kb/endpoint";
import type { FastifyRequest, RouteHandlerMethod } from "fastify";
import type { Reads, Storage } from "../storage/storage.js";

/** What is known of a request whose signature was verified. */
export interface VerifiedRequest {
  readonly accessKeyId: string;
  /** The bytes that were signed. */
  readonly bytes: Uint8Array;
  /** The snapshot in which the key was found. It lasts until the route's handler has its result. */
  readonly reads: Reads;
}

/** How requests are verified. */
interface VerificationOptions extends Omit<VerifyOptions, "lookUpKey"> {
  /** Counts a verified request; throws a Refusal when its key has sent too many. */
  readonly takeOfQuota: ((accessKeyId: string) => void) | undefined;
}

const verified = new WeakMap<FastifyRequest, VerifiedRequest>();

/**
 * Makes the one check that every request passes before the handler of a route is reached: its body is read to the end,
 * and its signature is verified over what arrived, nothing of it decoded. The key is looked up in the snapshot from
 * which the handler reads. That begins once the key is asked for: no slow client holds one, and nothing is read for a
 * request that is refused whatever its key.
 *
 * @returns a function that puts the check before a handler: it rejects with a Refusal when the body is too large or the
 * signature is missing or wrong
 */
export function createVerification(
  storage: Storage,
  { takeOfQuota, ...options }: VerificationOptions,
): (handler: RouteHandlerMethod) => RouteHandlerMethod {
  return (handler) =>
    async function (request, reply) {
      const { method = "", rawHeaders } = request.raw;
      const bytes = await readBody(request.raw);
      const received = { method, target: request.originalUrl, headers: headerLines(rawHeaders), body: bytes };
      let answer: Promise<unknown> | undefined;
      const lookUpKey = (accessKeyId: string) =>
        new Promise<{ secretAccessKey: string } | undefined>((resolve, reject) => {
          answer = storage.read(async (reads) => {
            const secretAccessKey = await reads.findSecret(accessKeyId);
            resolve(secretAccessKey === undefined ? undefined : { secretAccessKey });
            refuseUnverified(await verification);
            verified.set(request, { accessKeyId, bytes, reads });
            takeOfQuota?.(accessKeyId);
            return await handler.call(this, request, reply);
          });
          answer.catch(reject);
        });
      const verification = verifyRequest(received, { ...options, lookUpKey });
      refuseUnverified(await verification);
      return await answer;
    };
}

function refuseUnverified(verification: Verification): void {
  if (verification.ok) return;
  const { reason } = verification;
  throw new Refusal("unauthorized", { reason, explanation: refusalReasons[reason] });
}

/** Whose request this is, or undefined when that was not verified. */
export function findVerified(request: FastifyRequest): VerifiedRequest | undefined {
  return verified.get(request);
}

/**
 * Whose request this is, what it sent, and what answers it: a route gets at these in no other way.
 *
 * @throws Error when the request was not verified, which answers it with a failure inside.
 */
export function requireVerified(request: FastifyRequest): VerifiedRequest {
  const found = verified.get(request);
  if (found === undefined) throw new Error("A route was reached by a request that was not verified.");
  return found;
}

/** Node gives the lines as a flat list: name, value, name, value. */
function headerLines(rawHeaders: readonly string[]): [name: string, value: string][] {
  const lines: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return lines;
}
