import { type Credentials, type ReceivedRequest, signRequest, type Verification, verifyRequest } from "@viking-kb/auth";
import type { Contestant } from "../../comparison.js";
import { inTurn } from "../../in-turn.js";
import { contentType, host, method, type UnsignedRequest } from "./request.js";
import { checkedRequests } from "./signer.js";

const receivedAt = new Date("2026-01-15T08:30:00Z");
/**
 * The greatest age of a request in seconds. Requests are spread over this many different seconds before their arrival.
 */
const oldest = 800;

/** This project's verifier. It gets these requests one after the other, signed as they would arrive from the client. */
export async function createVerifier(
  requests: readonly UnsignedRequest[],
  verify: typeof verifyRequest = verifyRequest,
): Promise<Contestant> {
  const received = await Promise.all(requests.map(receive));
  const secrets = new Map(requests.map(({ credentials }) => [credentials.accessKeyId, credentials] as const));
  const options = {
    lookUpKey: (accessKeyId: string): Credentials | undefined => secrets.get(accessKeyId),
    now: () => receivedAt,
  };
  const nextRequest = inTurn(received);
  return {
    name: "@viking-kb/auth",
    inputs: received.length,
    operation: () => verify(nextRequest(), options),
    check: async () => {
      for (const request of received.slice(0, checkedRequests)) {
        const { target, body, headers } = request;
        const later = { ...options, now: () => new Date(receivedAt.getTime() + 86_400_000) };
        const longBody = Buffer.concat([body, Buffer.of(32)]);
        // The right request comes first: a verifier that only remembers it may accept the wrong one.
        assertVerification(await verify(request, options), true);
        for (const [what, wrong, wrongOptions] of [
          ["for another path", { ...request, target: `${target}/` }, options],
          ["with another body", { ...request, body: longBody }, options],
          ["with another signature", { ...request, headers: withOtherSignature(headers) }, options],
          ["of a key that is gone", request, { ...options, lookUpKey: () => undefined }],
          ["of the day before", request, later],
        ] as const) {
          assertVerification(await verify(wrong, wrongOptions), false, what);
        }
      }
    },
  };
}

function withOtherSignature(headers: readonly (readonly [name: string, value: string])[]) {
  return headers.map(([name, value]): [string, string] => [
    name,
    name === "authorization" ? value.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) : value,
  ]);
}

/** A request with the header lines that Node's fetch sends. Only some are signed: a verifier has to find those. */
async function receive({ path, url, body, credentials }: UnsignedRequest, index: number) {
  const now = () => new Date(receivedAt.getTime() - (index % oldest) * 1_000);
  const request = { method, url, headers: { "Content-Type": contentType }, body };
  const signature = await signRequest(request, { credentials, now });
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
  return { method, target: path, headers, body: bytes } satisfies ReceivedRequest;
}

function assertVerification(verification: Verification, expected: boolean, what = ""): void {
  if (verification.ok === expected) return;
  throw new Error(verification.ok ? `it accepts a request ${what}.` : `it refuses (${verification.reason}).`);
}
