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
import type { Answer, Sent, SigningKey } from "./answer.js";
import { keyFor, signForTarget, type Target, waitForTurn, withoutSlash } from "./target.js";

/** Sends requests to one target over connections that stay open; each rejects with an Error where no answer came. */
export interface Sender {
  /** Sends the request of a case, signed as the case asks for. */
  sendCase(documented: DocumentedCase): Promise<Answer>;
  /**
   * Sends a body to an operation, signed with the key of cases with this HTTP status: with the own by default, and as
   * JSON unless the headers say otherwise.
   */
  sendSigned(
    path: string,
    body: Uint8Array | string,
    options?: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>;
  /** Sends a request without a body, signed. */
  sendEmpty(method: string, path: string): Promise<Answer>;
  /**
   * Sends exactly this, which the caller has signed; a query may follow the path, and neither is written otherwise.
   *
   * @param key whose it is signed with, in the way of this project; absent where it is signed otherwise
   */
  send(
    path: string,
    method: string,
    headers: SentHeaders,
    body: Uint8Array | string,
    key?: SigningKey,
  ): Promise<Answer>;
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
  /** Takes each request with what came of it. */
  readonly onSent?: (sent: Sent) => void;
}

const json = { "content-type": "application/json" };

/** What a case is sent as, but for its signature; a mock is told which documented answer to give. */
export function sentFor({ path, status, name, request }: DocumentedCase, target: Target) {
  const asked: Record<string, string> = target.kind === "mock" ? { prefer: `code=${status}, example=${name}` } : {};
  return {
    method: "POST",
    path,
    headers: { ...json, ...asked },
    body: JSON.stringify(request),
    key: keyFor(target, status),
  } satisfies Sent;
}

/** A sender for one run; `close` ends its connections. */
export function createSender({ url, target, timeoutMilliseconds, now, onSent }: SenderOptions): Sender {
  const agent = url.protocol === "https:" ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const base = withoutSlash(url);
  const prefix = url.pathname.replace(/\/+$/, "");
  const send: Sender["send"] = async (path, method, headers, body, key) => {
    await waitForTurn(target);
    const sent: Sent = { path, method, headers, body, key };
    try {
      const wire = { url, target: prefix + path, method, headers, body };
      const answer = await sendRequest(wire, { agent, timeoutMilliseconds });
      onSent?.({ ...sent, answer });
      return answer;
    } catch (error) {
      const begun = error instanceof NoAnswerError ? error.begun : undefined;
      onSent?.({ ...sent, answer: begun, noAnswer: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
  const sendSigned: Sender["sendSigned"] = async (path, body, { status = 200, headers = json } = {}) => {
    const signature = await signForTarget({ method: "POST", url: base + path, headers, body }, target, status, now);
    return send(path, "POST", { ...headers, ...signature }, body, keyFor(target, status));
  };
  return {
    send,
    sendSigned,
    sendCase: (documented) => {
      const { path, body, headers } = sentFor(documented, target);
      return sendSigned(path, body, { status: documented.status, headers });
    },
    async sendEmpty(method, path) {
      return send(path, method, await signForTarget({ method, url: base + path }, target, 200, now), "", "own");
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

/** The largest answer that is read: as much as the client takes. */
const largestAnswerMebibytes = 32;
/** The same in bytes. */
export const largestAnswer: number = largestAnswerMebibytes * 1024 * 1024;

/** What is told of an answer that is larger. */
export const tooLarge = `more than ${largestAnswerMebibytes} MiB, which is the most that is read`;

/** What is told of an answer of which no more came in the time that there was. */
export function tooLate(timeoutMilliseconds: number): string {
  return `nothing more within ${timeoutMilliseconds} ms`;
}

/** No whole answer came. */
export class NoAnswerError extends Error {
  /** What came of it; absent where its headers did not. */
  readonly begun: Answer | undefined;
  /** Whether it was given up, since it did not end in time, or was too large. */
  readonly endless: boolean;

  constructor(message: string, { begun, endless, cause }: Partial<NoAnswerError>) {
    super(message, { cause });
    this.begun = begun;
    this.endless = endless ?? false;
  }
}

/**
 * Sends a request and resolves to the answer as it came: the bytes as they are, and each header line, which
 * `fetch` hides. A length that is not the body's, and one beside chunks, are no answer to Node.
 * What goes before it (100 Continue, 103 Early Hints) is no answer, and is passed over. The server may close a
 * connection that was kept open just as it is used again: then the request is sent once more.
 * Rejects with a NoAnswerError, or an Error of Node's where nothing came, whose message says in a few words what came
 * instead of an answer.
 */
export function sendRequest(wire: WireRequest, { agent, timeoutMilliseconds }: SendOptions): Promise<Answer> {
  const started = performance.now();
  const send = wire.url.protocol === "https:" ? requestHttps : requestHttp;
  const body = Buffer.from(wire.body);
  // `Host` is Node's own unless it is given; a length is told even of an empty body.
  const headers = { ...wire.headers, "content-length": String(body.length) } as OutgoingHttpHeaders;
  const { method, target: path = wire.url.pathname + wire.url.search } = wire;
  return new Promise((resolve, reject) => {
    let begun: (() => Answer) | undefined;
    let outgoing = open();
    const timer = setTimeout(() => giveUp(tooLate(timeoutMilliseconds)), timeoutMilliseconds);
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      if (!outgoing.reusedSocket || error.code !== "ECONNRESET" || begun) return fail(error);
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
      const chunks: Buffer[] = [];
      let length = 0;
      begun = () => {
        const { statusCode = 0, headers: received, rawHeaders } = incoming;
        const milliseconds = performance.now() - started;
        return { status: statusCode, headers: received, rawHeaders, bytes: Buffer.concat(chunks), milliseconds };
      };
      const answer = begun;
      incoming.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > largestAnswer) return giveUp(tooLarge);
        chunks.push(chunk);
      });
      incoming.on("error", fail);
      incoming.once("end", () => {
        clearTimeout(timer);
        resolve(answer());
      });
    }

    function giveUp(message: string): void {
      clearTimeout(timer);
      const error = new NoAnswerError(message, { begun: begun?.(), endless: true });
      reject(error);
      outgoing.destroy(error);
    }

    function fail(error: Error): void {
      clearTimeout(timer);
      reject(begun ? new NoAnswerError(error.message, { begun: begun(), cause: error }) : error);
    }
  });
}
