import type { IncomingMessage } from "node:http";
import { InvalidRequest } from "./invalid-request.js";

const maximumBytes = 1024 * 1024;

/**
 * Reads a request's body to its end, so that whoever sends too much still gets to read the answer.
 *
 * @throws InvalidRequest when the body is larger than 1 MiB.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maximumBytes) chunks.push(chunk);
  }
  if (size > maximumBytes) throw new InvalidRequest(`body: must not be larger than ${maximumBytes} bytes`);
  return Buffer.concat(chunks);
}

/**
 * Reads what is left of a body, so that whoever sends what is refused still gets to read the answer: a connection that is
 * ended before is reset, and TCP takes the answer back.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  try {
    for await (const _chunk of request);
  } catch {
    // The client hung up: nobody waits for the answer.
  }
}
