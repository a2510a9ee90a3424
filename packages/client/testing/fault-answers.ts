import { STATUS_CODES } from "node:http";
import { gzipSync } from "node:zlib";
import type { Answer, Attempt } from "./fault-server.js";

/** How an answer differs from a JSON answer with a Date and the length of its body. */
interface Reply {
  readonly status?: number;
  readonly type?: string | undefined;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer | ((echo: string) => string | Buffer);
  /** Bytes that Content-Length promises; those of the body by default. `chunked`: the body is written in chunks. */
  readonly length?: number | "chunked";
}

/** The data of a success. */
export const data = { status: "running", percentage: 1 };

/** Sends this answer over HTTP. */
export function reply(reply: Reply): Answer {
  return (attempt) => {
    const body = bodyOf(reply, attempt);
    attempt.socket.write(headOf(reply, attempt, body.length));
    attempt.socket.write(body);
  };
}

/** An answer in the API's envelope; the message of a failure ends as given. */
export function envelope(code: number, message: string, more: Reply & { readonly data?: object } = {}): Answer {
  const { data, ...rest } = more;
  const body = (echo: string) => JSON.stringify({ code, message: echo + message, request_id: `02ab${echo}`, data });
  return reply({ status: 400, body, ...rest });
}

/** A success. */
export const success = envelope(0, "success", { status: 200, data });

/** A status with the HTML page of a gateway. */
export function html(status: number, headers: Reply["headers"] = {}): Answer {
  const body = (echo: string) => `<html><body><h1>${status}</h1>${echo}</body></html>`;
  return reply({ status, type: "text/html", headers, body });
}

/** A 200 with this body, as JSON unless a type is given. */
export function answered(body: NonNullable<Reply["body"]>, type?: string): Answer {
  return reply({ status: 200, body, type });
}

/** A redirect to another server. */
export function redirect(status: number): Answer {
  return (attempt) => reply({ status, headers: { location: `${attempt.elsewhere}/?${attempt.echo}` } })(attempt);
}

/** A verifying server: a success when the signature is valid by its clock, else the documented refusal. */
export const verifying: Answer = (attempt) =>
  (attempt.verification.ok ? success : envelope(1000001, "unauthorized", { status: 401 }))(attempt);

/** Closes the connection without an answer. */
export const hangUp: Answer = ({ socket }) => {
  socket.end();
};

/** Resets the connection without an answer. */
export const reset: Answer = ({ socket }) => {
  socket.resetAndDestroy();
};

/** Sends the head and a part of the body, and then resets the connection. */
export const resetInBody: Answer = async (attempt) => {
  reply({ status: 200, length: 1000, body: (echo) => `{"code":0,"message":"${echo}` })(attempt);
  await attempt.headRead;
  attempt.socket.resetAndDestroy();
};

/** Sends less than Content-Length promises, and closes. */
export const cutShort: Answer = (attempt) => {
  reply({ status: 200, length: 1000, body: (echo) => `{"code":0,"message":"${echo}` })(attempt);
  attempt.socket.end();
};

/** Sends a chunk of a body, and closes before the last one. */
export const cutChunks: Answer = (attempt) => {
  reply({ status: 200, length: "chunked", body: '8\r\n{"code":\r\n' })(attempt);
  attempt.socket.end();
};

/** Never answers. */
export const silence: Answer = ({ giveUp }) => giveUp();

/** Sends the head byte by byte, without an end. */
export const endlessHead: Answer = (attempt) => trickle(attempt, "HTTP/1.1 200 OK\r\nx-slow: ");

/** Sends a head, and then a body byte by byte, without an end. */
export const endlessBody: Answer = (attempt) => {
  const begin = `${headOf({ status: 200, length: 1_000_000 }, attempt, 0)}{"code":0,"message":"${attempt.echo}`;
  return trickle(attempt, begin, attempt.headRead);
};

/** Sends a head that announces this length and the beginning of a body, and then nothing. */
export function halt(length: number): Answer {
  return async (attempt) => {
    reply({ status: 200, length, body: '{"code":0,"message":"' })(attempt);
    await attempt.headRead;
    attempt.giveUp();
  };
}

/** Sends a body of chunks for as long as the client takes them. */
export const flood: Answer = async (attempt) => {
  attempt.socket.write(headOf({ status: 200, length: "chunked" }, attempt, 0));
  const chunk = Buffer.alloc(16_384, attempt.echo || "x");
  while (!attempt.socket.destroyed) {
    attempt.socket.write(`${chunk.length.toString(16)}\r\n`);
    const flowing = attempt.socket.write(Buffer.concat([chunk, Buffer.from("\r\n")]));
    if (!flowing) await Promise.race([new Promise((resolve) => attempt.socket.once("drain", resolve)), attempt.closed]);
  }
};

/** A success with a compressed body, which grows to this size. */
export function packed(unpackedBytes: number): Answer {
  const body = () =>
    gzipSync(JSON.stringify({ code: 0, message: "success", data: { filler: "x".repeat(unpackedBytes) } }));
  return reply({ status: 200, headers: { "content-encoding": "gzip" }, body });
}

/** An answer that is not HTTP. */
export const garbage: Answer = ({ socket, echo }) => {
  socket.end(`SSH-2.0-OpenSSH_9.2 ${echo}\r\n\r\n`);
};

/** A success, in pieces of one byte. */
export const slowSuccess: Answer = async (attempt) => {
  const body = bodyOf({ body: JSON.stringify({ code: 0, message: "success", request_id: "02ab", data }) }, attempt);
  for (const byte of headOf({ status: 200 }, attempt, body.length) + body.toString("latin1")) {
    await new Promise((resolve) => attempt.socket.write(byte, "latin1", resolve));
  }
};

/** Sends a byte with each turn of the event loop. After some bytes, and after `awaited`, the client may give up. */
async function trickle({ socket, closed, giveUp }: Attempt, start: string, awaited?: Promise<void>): Promise<void> {
  socket.write(start, "latin1");
  for (let sent = 0; sent < 10; sent++) {
    await new Promise((resolve) => socket.write(".", resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.race([awaited, closed]);
  giveUp();
  for (; !socket.destroyed; await new Promise((resolve) => setImmediate(resolve))) socket.write(".");
}

function bodyOf({ body = "" }: Reply, { echo }: Attempt): Buffer {
  const content = typeof body === "function" ? body(echo) : body;
  return typeof content === "string" ? Buffer.from(content) : content;
}

function headOf({ status = 200, type, headers, length }: Reply, { now, echo }: Attempt, bodyBytes: number): string {
  const lines = {
    date: now().toUTCString(),
    "content-type": `${type ?? "application/json"}${echo && `; of=${echo}`}`,
    ...(length === "chunked" ? { "transfer-encoding": "chunked" } : { "content-length": length ?? bodyBytes }),
    ...(echo && { "x-tt-logid": echo, "x-echo": echo }),
    ...headers,
  };
  const fields = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${echo || STATUS_CODES[status]}\r\n${fields.join("")}\r\n`;
}
