import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Answer } from "./answer.js";
import { endConnectionWithAnswer } from "./end-connection.js";
import { invalidRequestAnswer } from "./envelope.js";
import { InvalidRequest } from "./invalid-request.js";

/** Statuses of what Node's parser refuses before a request is one; all else is 400. */
const statusOfParserError: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** An HTTP server that sends each answer as JSON, and speaks the envelope also where Node by itself would not. */
export function createMockServer(
  answer: (request: IncomingMessage) => Promise<Answer>,
  newRequestId: () => string,
): Server {
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = await answer(request);
    const payload = JSON.stringify(body);
    // What is left of a body that is far too large is never read.
    const isWhole = request.complete;
    if (!isWhole) endConnectionWithAnswer(request.socket);
    const ending = isWhole ? {} : { Connection: "close" };
    response.writeHead(status, { ...headers, ...ending, ...payloadHeaders(payload) }).end(payload);
  };
  const refuse = (socket: Duplex, refusal: InvalidRequest) => {
    // Node has let go of a CONNECT's socket: a client that resets it would end this process.
    socket.on("error", () => socket.destroy());
    if (socket.writable) socket.end(toHttpMessage(invalidRequestAnswer(refusal, newRequestId())));
    else socket.destroy();
  };
  return createServer({ requireHostHeader: false }, respond)
    .on("checkExpectation", respond)
    .on("connect", (_request, socket) => {
      refuse(socket, new InvalidRequest("method: is CONNECT, must be POST", 405, { Allow: "POST" }));
    })
    .on("clientError", (error: NodeJS.ErrnoException, socket) => {
      refuse(socket, new InvalidRequest(`HTTP: ${error.message}`, statusOfParserError[error.code ?? ""]));
    });
}

function payloadHeaders(payload: string): Record<string, string> {
  return { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(payload)) };
}

function toHttpMessage({ status, headers, body }: Answer): string {
  const payload = JSON.stringify(body);
  const lines = Object.entries({ ...headers, ...payloadHeaders(payload), Connection: "close" });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${payload}`;
}
