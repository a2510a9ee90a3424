import { once } from "node:events";
import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import { request as requestHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Answer } from "./answer.js";

/** A proxy that is listening. */
export interface AnswerProxy {
  /** Takes the place of the target's base URL. */
  readonly url: string;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Passes requests on to a target and changes what comes back. Requests pass byte for byte, Host included, so their
 * signatures stay valid for a server that takes the Host it is called by; one behind a host-based router is not reached.
 */
export async function startAnswerProxy(target: URL, change: (answer: Answer) => Answer): Promise<AnswerProxy> {
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
  change: (answer: Answer) => Answer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await buffer(incoming);
  const request = target.protocol === "https:" ? requestHttps : requestHttp;
  const onward = request(new URL(incoming.url ?? "/", target), {
    method: incoming.method ?? "GET",
    headers: incoming.headers,
  });
  // For as long as the request lives: a target that breaks off within its answer reports it here too.
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => onward.destroy());
  onward.end(body);
  const [received] = (await once(onward, "response")) as [IncomingMessage];
  const { status, headers, bytes } = change({
    status: received.statusCode ?? 0,
    headers: received.headers,
    bytes: await buffer(received),
  });
  // Both tell how the body is framed, which Node decides anew for the changed one.
  const { "content-length": _length, "transfer-encoding": _encoding, ...others } = headers;
  outgoing.writeHead(status, others).end(bytes);
}
