import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { envelopeHeaders, errorEnvelope } from "./envelope.js";
import { invalidRequest, type Refusal } from "./refusal.js";

/** Statuses of what Node's parser refuses before a request is one; all else is 400. */
const statusOfParserError: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Milliseconds in which a client that was refused may read the answer; then its connection is cut. */
const lingerMilliseconds = 2_000;

/** The refusal of what Node's HTTP parser or its time limits refuse. */
export function refuseMessage({ code = "", message }: NodeJS.ErrnoException): Refusal {
  return invalidRequest(`HTTP: ${message}`, { status: statusOfParserError[code] ?? 400 });
}

/**
 * Answers on a connection that holds no request to answer, and ends it.
 *
 * @returns whether the answer could be written: not when the client is gone or was answered before.
 */
export function refuseConnection(socket: Duplex, { fields }: Refusal, requestId: string): boolean {
  if (!socket.writable) return false;
  const body = errorEnvelope(fields, requestId);
  const headers = { ...fields.headers, ...envelopeHeaders(body, requestId), Connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // Node has let go of a CONNECT's socket: a client that resets it would end this process.
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${fields.status} ${STATUS_CODES[fields.status]}\r\n${lines.join("")}\r\n${body}`);
  // Cut at once, with bytes of the client's still unread, TCP would take the answer back.
  const timer = setTimeout(() => socket.destroy(), lingerMilliseconds);
  socket.once("close", () => clearTimeout(timer));
  return true;
}
