import { verifyRequest } from "@viking-kb/auth";
import { method, type UnsignedRequest } from "./request.js";

/** Throws where our verifier refuses a request of this suite. */
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
