import type { IncomingMessage } from "node:http";
import { invalidRequest } from "./refusal.js";

const maximumBytes = 1024 * 1024;

/** The client ended the connection before its request was whole. Nobody is left to answer. */
export class HungUp extends Error {}

/**
 * Reads a request's body.
 *
 * @throws Refusal when it is larger than 1 MiB, HungUp when it does not arrive.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const size = await readToEnd(request, (chunk, total) => {
    if (total <= maximumBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (size > maximumBytes) throw invalidRequest(`body: must not be larger than ${maximumBytes} bytes`);
  return Buffer.concat(chunks);
}

/**
 * Lets a body pass that nobody needs.
 *
 * @throws HungUp when it does not arrive.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  await readToEnd(request, () => undefined);
}

/**
 * To the end, so that whoever sends what is refused still gets to read the answer: a connection that is ended before
 * is reset, and TCP takes the answer back. How long it may take, the server's time limits say.
 *
 * @returns how many bytes there were
 */
async function readToEnd(request: IncomingMessage, take: (chunk: Buffer, total: number) => void): Promise<number> {
  let total = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      total += chunk.length;
      take(chunk, total);
    }
  } catch (error) {
    throw new HungUp("The client hung up.", { cause: error });
  }
  return total;
}
