import {
  type Agent,
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { DocumentedCase } from "../cases/documented-cases.js";
import type { Answer } from "./answer.js";
import { signForTarget, type Target, waitForTurn, withoutSlash } from "./target.js";

/** Sends requests to one target over connections that stay open; each rejects with an Error where no answer came. */
export interface Sender {
  /** Sends the request of a case, signed as the case asks for. */
  sendCase(documented: DocumentedCase): Promise<Answer>;
  /** Sends a body of JSON to an operation, signed with the key of cases with this HTTP status; with the own by default. */
  sendSigned(path: string, body: string, status?: number): Promise<Answer>;
  /** Sends a request without a body, signed. */
  sendEmpty(method: string, path: string): Promise<Answer>;
  /** Sends exactly this, which the caller has signed; a query may follow the path, and neither is written otherwise. */
  send(path: string, method: string, headers: SentHeaders, body: Uint8Array | string): Promise<Answer>;
  /** Base URL without a slash at its end. */
  readonly base: string;
  close(): void;
}

/** Headers by name; a list goes out as several lines. */
type SentHeaders = Readonly<Record<string, string | readonly string[]>>;

/** How a sender sends. */
interface SenderOptions {
  readonly url: URL;
  readonly target: Target;
  readonly timeoutMilliseconds: number;
  readonly now: () => Date;
}

/** A sender for one run; `close` ends its connections. */
export function createSender({ url, target, timeoutMilliseconds, now }: SenderOptions): Sender {
  const agent = url.protocol === "https:" ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const base = withoutSlash(url);
  const prefix = url.pathname.replace(/\/+$/, "");
  const send: Sender["send"] = async (path, method, headers, body) => {
    await waitForTurn(target);
    return sendRequest({ url, target: prefix + path, method, headers, body }, { agent, timeoutMilliseconds });
  };
  const sendJson = async (path: string, body: string, status: number, others: Record<string, string> = {}) => {
    const headers = { "content-type": "application/json", ...others };
    const signature = await signForTarget({ method: "POST", url: base + path, headers, body }, target, status, now);
    return send(path, "POST", { ...headers, ...signature }, body);
  };
  return {
    base,
    send,
    sendCase: ({ path, name, status, request }) =>
      sendJson(
        path,
        JSON.stringify(request),
        status,
        target.kind === "mock" ? { prefer: `code=${status}, example=${name}` } : {},
      ),
    sendSigned: (path, body, status = 200) => sendJson(path, body, status),
    async sendEmpty(method, path) {
      return send(path, method, await signForTarget({ method, url: base + path }, target, 200, now), "");
    },
    close: () => agent.destroy(),
  };
}

/** A request as it goes over the wire. */
interface WireRequest {
  readonly url: URL;
  /** Path and query as they are sent; the URL's when absent. */
  readonly target?: string;
  readonly method: string;
  readonly headers: SentHeaders;
  readonly body: Uint8Array | string;
}

/** How it is sent. */
export interface SendOptions {
  readonly agent: Agent;
  /** From the request to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
}

/** No answer, or no more of it, came in the time that there was. */
export class LateAnswerError extends Error {}

/**
 * Sends a request and resolves to the answer as it came: the bytes as they are, and each header line, which
 * `fetch` hides. A length that is not the body's, and one beside chunks, are no answer to Node.
 * The server may close a connection that was kept open just as it is used again: then the request is sent once more.
 * Rejects with an Error whose message says in a few words what came instead of an answer.
 */
export function sendRequest(wire: WireRequest, { agent, timeoutMilliseconds }: SendOptions): Promise<Answer> {
  const started = performance.now();
  const send = wire.url.protocol === "https:" ? requestHttps : requestHttp;
  const body = Buffer.from(wire.body);
  // `Host` is Node's own unless it is given; a length is told even of an empty body.
  const headers = { ...wire.headers, "content-length": String(body.length) } as OutgoingHttpHeaders;
  const { method, target: path = wire.url.pathname + wire.url.search } = wire;
  return new Promise((resolve, reject) => {
    let answered = false;
    let outgoing = open();
    const timer = setTimeout(() => {
      const late = new LateAnswerError(`nothing more within ${timeoutMilliseconds} ms`);
      fail(late);
      outgoing.destroy(late);
    }, timeoutMilliseconds);
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      if (!outgoing.reusedSocket || error.code !== "ECONNRESET" || answered) return fail(error);
      outgoing = open();
      outgoing.once("error", fail);
    });

    function open(): ClientRequest {
      const opened = send(wire.url, { method, path, headers, agent });
      // A second error has no other listener, and would end the process.
      opened.on("error", () => {});
      // Without a listener Node ends the connection and says nothing.
      opened.once("upgrade", (_incoming, socket) => {
        socket.destroy();
        fail(new Error("another protocol than HTTP/1.1"));
      });
      opened.once("response", receive);
      return opened.end(body);
    }

    function receive(incoming: IncomingMessage): void {
      answered = true;
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", fail);
      incoming.once("end", () => {
        clearTimeout(timer);
        const { statusCode = 0, headers: received, rawHeaders } = incoming;
        resolve({
          status: statusCode,
          headers: received,
          rawHeaders,
          bytes: Buffer.concat(chunks),
          milliseconds: performance.now() - started,
        });
      });
    }

    function fail(error: Error): void {
      clearTimeout(timer);
      reject(error);
    }
  });
}
