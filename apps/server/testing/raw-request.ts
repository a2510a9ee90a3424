import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { signRequest } from "@viking-kb/auth";
import { type OperationId, paths } from "./contract-answer.js";
import { keys } from "./sample-content.js";

/** An answer as it stands on the wire. */
export interface RawAnswer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How the bytes are sent. */
export interface SendOptions {
  /** Whether the client ends its half of the connection after the last byte. */
  readonly halfClose?: boolean;
}

/** Sends bytes as they are over a connection of their own and reads what comes back until the server ends it. */
export async function sendRaw(
  port: number,
  message: string | Uint8Array,
  { halfClose = false }: SendOptions = {},
): Promise<RawAnswer> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  const answer = text(socket);
  // The server may have refused the head before it was given all of the message.
  socket.on("error", () => undefined);
  if (halfClose) socket.end(message);
  else socket.write(message);
  const received = await answer;
  socket.destroy();
  return parseAnswer(received);
}

function parseAnswer(received: string): RawAnswer {
  const final = received.replace("HTTP/1.1 100 Continue\r\n\r\n", "");
  const end = final.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = final.slice(0, end).split("\r\n");
  const headers = lines.map((line) => [line.split(": ", 1)[0]?.toLowerCase(), line.slice(line.indexOf(": ") + 2)]);
  return { status: Number(statusLine.split(" ")[1]), headers: Object.fromEntries(headers), body: final.slice(end + 4) };
}

/** How a raw request differs from the usual one, which the key `reader` signs. */
export interface RawRequest {
  readonly method?: string;
  /** As it stands on the request line; signed as well when it is a path. */
  readonly target?: string;
  /** Sent, and signed where the signature covers it. Undefined leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Uint8Array;
  /** Whether the body goes in chunks, each of so many bytes. */
  readonly chunkSize?: number;
}

/** The bytes of a signed request, which asks the server to end the connection after its answer. */
export async function rawRequest(
  port: number,
  operationId: OperationId,
  { method = "POST", target = paths[operationId], headers = {}, body = "{}", chunkSize }: RawRequest,
): Promise<Buffer> {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const host = `127.0.0.1:${port}`;
  const contentType = "Content-Type" in headers ? headers["Content-Type"] : "application/json";
  const signable = contentType === undefined ? {} : { "Content-Type": contentType };
  const signature = await signRequest(
    { method, url: `http://${host}${target}`, headers: signable, body: bytes },
    { credentials: keys.reader },
  );
  const length =
    chunkSize === undefined ? { "Content-Length": String(bytes.length) } : { "Transfer-Encoding": "chunked" };
  const all = { Host: host, Connection: "close", ...signable, ...length, ...signature, ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}\r\n`));
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
  return Buffer.concat([head, chunkSize === undefined ? bytes : inChunks(bytes, chunkSize)]);
}

function inChunks(bytes: Uint8Array, size: number): Buffer {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += size) {
    const chunk = bytes.subarray(start, start + size);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n"));
  }
  return Buffer.concat([...chunks, Buffer.from("0\r\n\r\n")]);
}
