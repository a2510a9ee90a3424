import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** Milliseconds in which a client may read its last answer; then its connection is cut. */
const lingerMilliseconds = 2_000;

/**
 * Ends a connection whose client may still be sending: cut at once, with bytes of the client's still unread, TCP would
 * take the answer back.
 */
export function endConnection(socket: Duplex, lastWords = ""): void {
  socket.end(lastWords);
  const timer = setTimeout(() => socket.destroy(), lingerMilliseconds);
  socket.once("close", () => clearTimeout(timer));
}

/** The same for a connection on which answers are owed: the one that says `Connection: close` ends it. */
export function endConnectionWithAnswer(socket: Duplex): void {
  // What Node calls once that answer is written, to cut the connection.
  Object.assign(socket, { destroySoon: () => endConnection(socket) });
}

/**
 * Makes the answer to a request that was not read to its end the last on its connection: no other request can follow.
 *
 * @returns the headers that the answer must have then
 */
export function endUnlessWhole({ complete, socket }: IncomingMessage): Record<string, string> {
  if (complete) return {};
  endConnectionWithAnswer(socket);
  return { Connection: "close" };
}
