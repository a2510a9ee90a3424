import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./answer.js";

/** How an answer goes over the wire where that is not Node's usual way. */
export interface Delivery {
  /** Waited before the first byte. */
  readonly headMilliseconds?: number;
  /** Waited between the headers and the body. */
  readonly bodyMilliseconds?: number;
  /** `chunked`: in two chunks; `close`: the body ends with the connection; `reset`: broken off after half of the body. */
  readonly framing?: "chunked" | "close" | "http-1.0" | "reset";
  /** Added to the length that is declared. */
  readonly lengthError?: number;
  /** Whether Date is left out. */
  readonly undated?: boolean;
  /** Whether the connection is ended after the answer. */
  readonly closing?: boolean;
}

/** An answer, and how it goes over the wire where that is not as usual. */
export interface SentAnswer extends Answer {
  readonly delivery?: Delivery | undefined;
}

/** Sends an answer. Names of headers keep their case, and a header with several values is sent as often. */
export async function sendAnswer(outgoing: ServerResponse, answer: SentAnswer): Promise<void> {
  const { status, headers, bytes, delivery = {} } = answer;
  const { headMilliseconds = 0, bodyMilliseconds = 0, framing, lengthError = 0, undated = false } = delivery;
  const { closing = framing === "close" } = delivery;
  if (headMilliseconds > 0) await sleep(headMilliseconds);
  if (outgoing.destroyed) return;
  if (framing === "http-1.0") return sendAsText(outgoing, answer);
  const half = Math.ceil(bytes.length / 2);
  const declared = framing === "chunked" || framing === "close" ? {} : { "content-length": bytes.length + lengthError };
  outgoing.sendDate = !undated;
  if (closing) outgoing.shouldKeepAlive = false;
  if (framing === "close") outgoing.useChunkedEncodingByDefault = false;
  outgoing.writeHead(status, { ...withoutFraming(headers), ...declared });
  if (bodyMilliseconds > 0) {
    outgoing.flushHeaders();
    await sleep(bodyMilliseconds);
  }
  if (framing === "reset") {
    outgoing.write(bytes.subarray(0, half), () => outgoing.socket?.resetAndDestroy());
    return;
  }
  // Whoever waits for more bytes than there are must not wait for ever.
  if (lengthError > 0) outgoing.on("finish", () => outgoing.socket?.end());
  if (framing === "chunked") outgoing.write(bytes.subarray(0, half));
  outgoing.end(framing === "chunked" ? bytes.subarray(half) : bytes);
}

/** Node has no way to say HTTP/1.0. */
function sendAsText({ socket }: ServerResponse, { status, headers, bytes }: SentAnswer): void {
  const lines = Object.entries(withoutFraming(headers)).flatMap(([name, values = []]) =>
    [values].flat().map((value) => `${name}: ${value}\r\n`),
  );
  socket?.write(`HTTP/1.0 ${status} Answered\r\n${lines.join("")}\r\n`);
  socket?.end(bytes);
}

/** What frames the good server's body does not frame this one. */
function withoutFraming(headers: Answer["headers"]): Answer["headers"] {
  const framing = /^(content-length|transfer-encoding|connection|keep-alive)$/i;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.test(name)));
}
