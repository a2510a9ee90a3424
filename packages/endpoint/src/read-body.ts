import type { IncomingMessage } from "node:http";
import { invalidRequest } from "./refusal.js";

/** The largest body that is read: that of any request of the API is far below. */
export const maximumBodyBytes: number = 1024 * 1024;
/** The most that is read of a refused body. */
const maximumRefusedBytes = 8 * maximumBodyBytes;

/** The client ended the connection before its request was complete. There is nobody left to answer. */
export class HungUp extends Error {}

/**
 * Reads a request's body.
 *
 * @throws Refusal when it is larger than 1 MiB, HungUp when it does not arrive.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const size = await readOn(request, (chunk, total) => {
    if (total <= maximumBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (size > maximumBodyBytes) throw invalidRequest(`body: must not be larger than ${maximumBodyBytes} bytes`);
  // Mostly there is one.
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * Reads and discards an unneeded body, or the beginning of one that is far too large.
 *
 * @throws HungUp when it does not arrive.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  await readOn(request, () => undefined);
}

/**
 * Reads on, to the end if that is near, so that the client can go on using the connection after a refusal. The server's
 * time limits bound how long this takes. Iterating over the request would do the same, for three times the CPU time.
 *
 * @returns the number of bytes in the body, or of those that were read
 */
function readOn(request: IncomingMessage, take: (chunk: Buffer, total: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let total = 0;
    const hungUp = (cause?: unknown) => reject(new HungUp("The client hung up.", { cause }));
    if (request.readableEnded) return resolve(total);
    if (request.destroyed) return hungUp();
    const takeOn = (chunk: Buffer) => {
      total += chunk.length;
      take(chunk, total);
      if (total <= maximumRefusedBytes) return;
      // Destroying the request would close its connection before the answer.
      request.off("data", takeOn).pause();
      resolve(total);
    };
    request
      .on("data", takeOn)
      .once("end", () => resolve(total))
      .once("error", hungUp)
      .once("close", () => request.readableEnded || hungUp());
  });
}
