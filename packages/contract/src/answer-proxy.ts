import { once } from "node:events";
import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { request as requestHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Answer } from "./answer.js";
import { type SentAnswer, sendAnswer } from "./send-answer.js";

/** A proxy that is listening. */
export interface AnswerProxy {
  /** Takes the place of the target's base URL. */
  readonly url: string;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/** A request as the proxy received it. */
export interface ProxiedRequest {
  readonly method: string;
  /** At the target. */
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Uint8Array;
  /** Sends a request of the same method and URL to the target. Rejects where it does not answer. */
  send(headers: ProxiedRequest["headers"], bytes: Uint8Array): Promise<Answer>;
}

/** What goes out instead of the target's answer to a request. */
export type ChangeAnswer = (answer: Answer, request: ProxiedRequest) => SentAnswer | Promise<SentAnswer>;

/**
 * Passes requests on to a target and changes what comes back. Requests pass byte for byte, Host included, so their
 * signatures stay valid for a server that takes the Host it is called by; one behind a host-based router is not reached.
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
  const { method = "GET", headers } = incoming;
  const url = new URL(incoming.url ?? "/", target);
  const send: ProxiedRequest["send"] = (others, bytes) => forward(url, method, others, bytes, gone.signal);
  const bytes = await buffer(incoming);
  const received = await send(headers, bytes);
  await sendAnswer(outgoing, await change(received, { method, url, headers, bytes, send }));
}

async function forward(
  url: URL,
  method: string,
  headers: ProxiedRequest["headers"],
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Answer> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const onward = request(url, { method, headers, signal });
  // For as long as the request lives: a target that breaks off within its answer reports it here too.
  onward.on("error", () => {});
  onward.end(bytes);
  const [received] = (await once(onward, "response")) as [IncomingMessage];
  return { status: received.statusCode ?? 0, headers: received.headers, bytes: await buffer(received) };
}
