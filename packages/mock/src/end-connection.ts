import type { Duplex } from "node:stream";

/** Milliseconds in which a client may read its last answer; then its connection is cut. */
const lingerMilliseconds = 2_000;

/**
 * Lets the answer that says `Connection: close` end a connection whose client is still sending: cut at once, with bytes
 * of the client's still unread, TCP would take the answer back.
 */
export function endConnectionWithAnswer(socket: Duplex): void {
  // What Node calls once that answer is written, to cut the connection.
  Object.assign(socket, {
    destroySoon() {
      socket.end();
      const timer = setTimeout(() => socket.destroy(), lingerMilliseconds);
      socket.once("close", () => clearTimeout(timer));
    },
  });
}
