import type { IncomingMessage } from "node:http";
import { InvalidRequest } from "./invalid-request.js";

const maximumBytes = 1024 * 1024;
/** Of what is refused, so much is read at most. */
const maximumRefusedBytes = 8 * maximumBytes;

/**
 * Reads a request's body; one that is too large far enough that whoever sends it still gets to read the answer.
 *
 * @throws InvalidRequest when the body is larger than 1 MiB.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const size = await readOn(request, (chunk, total) => {
    if (total <= maximumBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (size > maximumBytes) throw new InvalidRequest(`body: must not be larger than ${maximumBytes} bytes`);
  return Buffer.concat(chunks);
}

/**
 * Reads what is left of a body, or the beginning of one that is far too large, so that whoever sends what is refused
 * still gets to read the answer: a connection that is ended before is reset, and TCP takes the answer back.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  try {
    await readOn(request, () => undefined);
  } catch {
    // The client hung up: nobody waits for the answer.
  }
}

/** @returns how many bytes there were, or were read. */
async function readOn(request: IncomingMessage, take: (chunk: Buffer, total: number) => void): Promise<number> {
  let total = 0;
  // Destroyed, the request would take its connection with it before it is answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    total += chunk.length;
    take(chunk, total);
    if (total > maximumRefusedBytes) break;
  }
  return total;
}
