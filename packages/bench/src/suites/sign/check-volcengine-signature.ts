import { verifyRequest } from "@viking-kb/auth";
import { credentials } from "../../credentials.js";
import { method, path } from "./request.js";

/** Throws where our verifier refuses a request of this suite. */
export async function checkVolcengineSignature(sent: Headers, body: string): Promise<void> {
  const received = { method, target: path, headers: sent, body: Buffer.from(body) };
  const verification = await verifyRequest(received, { lookUpKey: () => credentials });
  if (!verification.ok) throw new Error(`its signature is refused (${verification.reason}).`);
}
