import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { DocumentedCase } from "../cases/documented-case.js";
import type { Answer } from "./answer.js";
import { sendRequest } from "./send-request.js";
import { signForTarget, type Target, waitForTurn, withoutSlash } from "./target.js";

/** Sends requests to one target over connections that stay open; each rejects with an Error where no answer came. */
export interface Sender {
  /** Sends the request of a case, signed as the case asks for. */
  sendCase(documented: DocumentedCase): Promise<Answer>;
  /** Sends a body of JSON to an operation, signed. */
  sendSigned(path: string, body: string): Promise<Answer>;
  /** Sends a request without a body, signed. */
  sendEmpty(method: string, path: string): Promise<Answer>;
  /** Sends exactly this, which the caller has signed. */
  send(path: string, method: string, headers: Record<string, string>, body: Uint8Array | string): Promise<Answer>;
  /** Base URL without a slash at its end. */
  readonly base: string;
  close(): void;
}

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
  const send: Sender["send"] = async (path, method, headers, body) => {
    await waitForTurn(target);
    return sendRequest({ url: new URL(base + path), method, headers, body }, { agent, timeoutMilliseconds });
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
    sendSigned: (path, body) => sendJson(path, body, 200),
    async sendEmpty(method, path) {
      return send(path, method, await signForTarget({ method, url: base + path }, target, 200, now), "");
    },
    close: () => agent.destroy(),
  };
}
