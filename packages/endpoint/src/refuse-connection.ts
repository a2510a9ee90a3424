import type { Duplex } from "node:stream";
import { endConnection } from "./end-connection.js";
import { envelopeHeaders, errorEnvelope } from "./envelope.js";
import { STATUS_CODES } from "./node-http.js";
import { invalidRequest, type Refusal } from "./refusal.js";

/** HTTP statuses for errors of Node's parser; any other error is a 400. */
const statusOfParserError: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** The refusal of a message that Node's HTTP parser or its time limits reject. */
export function refuseMessage({ code = "", message }: NodeJS.ErrnoException): Refusal {
  return invalidRequest(`HTTP: ${message}`, { status: statusOfParserError[code] });
}

/**
 * Answers on a connection that has no request to answer, and ends it.
 *
 * @param further more headers of the answer
 * @returns whether the answer could be written: not when the client is gone or was already answered
 */
export function refuseConnection(
  socket: Duplex,
  refusal: Refusal,
  requestId: string,
  further: Readonly<Record<string, string>> = {},
): boolean {
  if (!socket.writable) return false;
  const body = errorEnvelope(refusal, requestId);
  const headers = { ...refusal.headers, ...further, ...envelopeHeaders(body, requestId), Connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const statusLine = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n`;
  endConnection(socket, `${statusLine}${lines.join("")}\r\n${body}`);
  return true;
}
