import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestHttp,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import { request as requestHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "@viking-kb/contract";

/** How an answer goes over the wire where that is not Node's usual way. */
export interface Delivery {
  /** Waited before the first byte. */
  readonly headMilliseconds?: number;
  /** Waited between the headers and the body. */
  readonly bodyMilliseconds?: number;
  /**
   * `chunked`: in two chunks; `close`: the body ends with the connection; `reset`: broken off after half of the body.
   */
  readonly framing?: "chunked" | "close" | "http-1.0" | "reset";
  /** What goes before the answer, without being asked for. */
  readonly before?: "100 Continue" | "102 Processing" | "103 Early Hints";
  /** What follows the status; empty for nothing, the usual words where absent. */
  readonly reason?: string;
  /** Headers after the body, which then goes in chunks. */
  readonly trailers?: Readonly<Record<string, string>>;
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
  const { headMilliseconds = 0, bodyMilliseconds = 0, lengthError = 0, undated = false } = delivery;
  const { before, trailers, framing = trailers && "chunked", closing = framing === "close" } = delivery;
  if (headMilliseconds > 0) await sleep(headMilliseconds);
  if (outgoing.destroyed) return;
  if (framing === "http-1.0") return sendAsText(outgoing, answer);
  const half = Math.ceil(bytes.length / 2);
  const declared = framing === "chunked" || framing === "close" ? {} : { "content-length": bytes.length + lengthError };
  outgoing.sendDate = !undated;
  if (closing) outgoing.shouldKeepAlive = false;
  if (framing === "close") outgoing.useChunkedEncodingByDefault = false;
  if (before === "100 Continue") outgoing.writeContinue();
  if (before === "102 Processing") outgoing.writeProcessing();
  if (before === "103 Early Hints") outgoing.writeEarlyHints({ link: "</style.css>; rel=preload" });
  outgoing.writeHead(status, delivery.reason ?? STATUS_CODES[status] ?? "", {
    ...withoutFraming(headers),
    ...declared,
  });
  if (bodyMilliseconds > 0) {
    outgoing.flushHeaders();
    await sleep(bodyMilliseconds);
  }
  if (framing === "reset") {
    outgoing.write(bytes.subarray(0, half), () => outgoing.socket?.resetAndDestroy());
    return;
  }
  // A client that waits for more bytes than there are must not wait forever.
  if (lengthError > 0) outgoing.on("finish", () => outgoing.socket?.end());
  if (framing === "chunked") outgoing.write(bytes.subarray(0, half));
  if (trailers) outgoing.addTrailers(trailers);
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

/** A proxy that is listening. */
export interface AnswerProxy {
  /** Takes the place of the target's base URL. */
  readonly url: string;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/** A request as it came over the wire, nothing of it decoded, joined or left out. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Header lines, names in lower case. */
  readonly lines: readonly (readonly [name: string, value: string])[];
  readonly bytes: Uint8Array;
  /** The Host by which the server knows itself: address and port. */
  readonly ownHost: string;
}

/** A request as the proxy received it. */
export interface ProxiedRequest extends ReceivedRequest {
  /** At the target. */
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Sends a request of the same method and path to the target, without a query. Rejects where it does not answer. */
  send(headers: ProxiedRequest["headers"], bytes: Uint8Array): Promise<Answer>;
}

/** What goes out instead of the target's answer to a request. */
type ChangeAnswer = (answer: Answer, request: ProxiedRequest) => SentAnswer | Promise<SentAnswer>;

/**
 * Passes requests on to a target and changes what comes back. Requests pass byte for byte, Host included, so their
 * signatures stay valid for a server that takes the Host it is called by; one behind a host-based router is not
 * reached.
 */
export async function startAnswerProxy(target: URL, change: ChangeAnswer): Promise<AnswerProxy> {
  const server = createServer((incoming, outgoing) => {
    answer(target, change, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${target.pathname.replace(/\/$/, "")}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(
  target: URL,
  change: ChangeAnswer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  const { method = "GET", url: requestTarget = "/", headers, rawHeaders } = incoming;
  const { localAddress, localPort } = incoming.socket;
  const url = new URL(requestTarget, target);
  const bytes = await buffer(incoming);
  const { signal } = gone;
  const send: ProxiedRequest["send"] = (others, body) => forward({ url, method, headers: others, bytes: body, signal });
  // As they came: Node's own list of headers has lost lines that came twice, and a URL is written anew.
  const received = await forward({ url, target: requestTarget, method, headers: rawHeaders, bytes, signal });
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ""] as const] : [],
  );
  const ownHost = `${localAddress}:${localPort}`;
  const request = { method, target: requestTarget, lines, bytes, ownHost, url, headers, send };
  await sendAnswer(outgoing, await change(received, request));
}

/** A request on its way to the target. */
interface OnwardRequest {
  readonly url: URL;
  /** Path and query; the URL's path alone when absent. */
  readonly target?: string;
  readonly method: string;
  readonly headers: ProxiedRequest["headers"] | readonly string[];
  readonly bytes: Uint8Array;
  readonly signal: AbortSignal;
}

async function forward({
  url,
  target: path = url.pathname,
  method,
  headers,
  bytes,
  signal,
}: OnwardRequest): Promise<Answer> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const onward = request(url, { method, path, headers: headers as OutgoingHttpHeaders, signal });
  // For as long as the request lives: a target that breaks off within its answer reports it here too.
  onward.on("error", () => {});
  onward.end(bytes);
  const [received] = (await once(onward, "response")) as [IncomingMessage];
  return { status: received.statusCode ?? 0, headers: received.headers, bytes: await buffer(received) };
}
