import { type ReceivedRequest, signRequest, type Verification, verifyRequest } from "@viking-kb/auth";
import type { Contestant } from "../../contestant.js";
import { credentials } from "../../credentials.js";
import { inTurn } from "../../in-turn.js";
import { contentType, host, method, path, url } from "./request.js";

/** Our verifier, which gets these bodies, one after the other, signed as they would arrive from the client. */
export async function createVerifier(bodies: readonly string[]): Promise<Contestant> {
  const requests = await Promise.all(bodies.map(receive));
  const nextRequest = inTurn(requests);
  const verify = (request: ReceivedRequest) => verifyRequest(request, { lookUpKey });
  return {
    name: "@viking-kb/auth",
    operation: () => verify(nextRequest()),
    check: async () => {
      for (const request of requests) {
        assertVerification(await verify(request), true);
        assertVerification(await verify({ ...request, target: `${path}/` }), false);
      }
    },
  };
}

function lookUpKey(accessKeyId: string) {
  return accessKeyId === credentials.accessKeyId ? credentials : undefined;
}

/** The lines that Node's fetch sends, of which only some are signed: a verifier has to find those. */
async function receive(body: string): Promise<ReceivedRequest> {
  const signature = await signRequest({ method, url, headers: { "Content-Type": contentType }, body }, { credentials });
  const bytes = Buffer.from(body);
  const headers: [name: string, value: string][] = [
    ["host", host],
    ["connection", "keep-alive"],
    ["content-type", contentType],
    ...Object.entries(signature),
    ["accept", "*/*"],
    ["accept-language", "*"],
    ["sec-fetch-mode", "cors"],
    ["user-agent", "node"],
    ["accept-encoding", "gzip, deflate"],
    ["content-length", String(bytes.length)],
  ];
  return { method, target: path, headers, body: bytes };
}

function assertVerification(verification: Verification, expected: boolean): void {
  if (verification.ok === expected) return;
  throw new Error(verification.ok ? "it accepts a request for another path." : `it refuses (${verification.reason}).`);
}
