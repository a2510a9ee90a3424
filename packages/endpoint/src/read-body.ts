import type { IncomingMessage } from "node:http";
import { invalidRequest } from "./refusal.js";

const maximumBytes = 1024 * 1024;
/** Of what is refused, so much is read at most. */
const maximumRefusedBytes = 8 * maximumBytes;

/** The client ended the connection before its request was whole. Nobody is left to answer. */
export class HungUp extends Error {}

/**
 * Reads a request's body.
 *
 * @throws Refusal when it is larger than 1 MiB, HungUp when it does not arrive.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const size = await readOn(request, (chunk, total) => {
    if (total <= maximumBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (size > maximumBytes) throw invalidRequest(`body: must not be larger than ${maximumBytes} bytes`);
  return Buffer.concat(chunks);
}

/**
 * Lets a body pass that nobody needs, or the beginning of one that is far too large.
 *
 * @throws HungUp when it does not arrive.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  await readOn(request, () => undefined);
}

/**
 * To the end where that is not far, so that whoever sends what is refused can go on using the connection. How long it
 * may take, the server's time limits say.
 *
 * @returns how many bytes there were, or were read
 */
async function readOn(request: IncomingMessage, take: (chunk: Buffer, total: number) => void): Promise<number> {
  let total = 0;
  try {
    // Destroyed, the request would take its connection with it before it is answered.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      total += chunk.length;
      take(chunk, total);
      if (total > maximumRefusedBytes) break;
    }
  } catch (error) {
    throw new HungUp("The client hung up.", { cause: error });
  }
  return total;
}
