import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { type OperationId, operations } from "@viking-kb/spec";
import { expect } from "vitest";

/** A server that is built on the endpoint and under test. */
export interface Target {
  readonly port: number;
  /** Makes the headers that the target accepts as a signature. */
  sign(request: SignableRequest): Promise<Readonly<Record<string, string>>>;
  /** The log so far, one entry for each answer; absent if the target logs nothing. */
  readonly log?: Record<string, unknown>[];
  /** Checks what is specific to this target in an operation's answer. */
  judge?(operationId: OperationId, answer: RawAnswer): void;
}

/** What a signature covers. */
interface SignableRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An answer as it was sent. */
export interface RawAnswer {
  readonly status: number;
  /** By name, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How the bytes are sent. */
export interface SendOptions {
  /** Whether the client ends its half of the connection after the last byte. */
  readonly halfClose?: boolean;
}

/** Sends exactly these bytes over a connection of their own, and reads until the server ends it. */
export async function sendRaw(
  port: number,
  message: string | Uint8Array,
  { halfClose = false }: SendOptions = {},
): Promise<RawAnswer> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  const answer = text(socket);
  // The server may have refused the head before the whole message was sent.
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

/** How a raw request differs from the usual, signed one. */
export interface RawRequest {
  /** The target on the request line; it is signed as well. */
  readonly target?: string;
  /** These are sent, and signed if the signature covers them. Undefined leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Uint8Array;
  /** The size of the chunks that the body is sent in; absent, it is sent whole. */
  readonly chunkSize?: number;
}

/** The bytes of a signed request, which asks the server to end the connection after its answer. */
export async function rawRequest(
  { port, sign }: Pick<Target, "port" | "sign">,
  operationId: OperationId,
  { target = operations[operationId].path, headers = {}, body = "{}", chunkSize }: RawRequest = {},
): Promise<Buffer> {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const host = `127.0.0.1:${port}`;
  const contentType = "Content-Type" in headers ? headers["Content-Type"] : "application/json";
  const signable: Record<string, string> = contentType === undefined ? {} : { "Content-Type": contentType };
  const signature = await sign({ method: "POST", url: `http://${host}${target}`, headers: signable, body: bytes });
  const length =
    chunkSize === undefined ? { "Content-Length": String(bytes.length) } : { "Transfer-Encoding": "chunked" };
  const all = { Host: host, Connection: "close", ...signable, ...length, ...signature, ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}\r\n`));
  const head = Buffer.from(`POST ${target} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
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

/** The text after `invalid request:` in the answer to an invalid request. */
export type Reason = string | RegExp;

/** Checks that an answer, headers included, is the envelope of an invalid request, and that the log says the same. */
export function expectInvalid({ log }: Pick<Target, "log">, answer: RawAnswer, status: number, reason: Reason): void {
  const envelope = JSON.parse(answer.body);
  const [prefix, rest] = [envelope.message.slice(0, 16), envelope.message.slice(16)];
  expect({ status: answer.status, ...envelope, prefix, message: rest }).toEqual({
    status,
    code: 1000003,
    prefix: "invalid request:",
    message: typeof reason === "string" ? reason : expect.stringMatching(reason),
    request_id: expect.stringMatching(/^02[0-9a-f]{51}$/),
  });
  expect(envelope.message).not.toContain("task not exist");
  expect(answer.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(answer.body)),
    "x-tt-logid": envelope.request_id,
  });
  const lines = log?.filter(({ request_id: requestId }) => requestId === envelope.request_id);
  if (lines) expect(lines).toMatchObject([{ level: 30, status, code: 1000003, reason: rest }]);
}
