import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** Milliseconds that a client has to read its last answer; then its connection is cut. */
const lingerMilliseconds = 2_000;

/**
 * Ends a connection whose client may still be sending. Cutting it at once, with bytes of the client unread, would make
 * TCP discard the answer.
 */
export function endConnection(socket: Duplex, lastWords = ""): void {
  socket.end(lastWords);
  const timer = setTimeout(() => socket.destroy(), lingerMilliseconds);
  socket.once("close", () => clearTimeout(timer));
}

/** Does the same for a connection that still owes answers: the answer with `Connection: close` ends it. */
export function endConnectionWithAnswer(socket: Duplex): void {
  // Node calls this once that answer is written, to cut the connection.
  Object.assign(socket, { destroySoon: () => endConnection(socket) });
}

/**
 * When a request was not read to its end, makes its answer the last on its connection: no other request can follow.
 *
 * @returns the headers that the answer must then have
 */
export function endUnlessWhole({ complete, socket }: IncomingMessage): Record<string, string> {
  if (complete) return {};
  endConnectionWithAnswer(socket);
  return { Connection: "close" };
}
