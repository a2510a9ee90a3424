import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A request as it arrived. */
interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A server's answer; undefined: it never answers. */
export interface Answer {
  readonly status?: number;
  /** Sent as JSON; a text is sent as it is. */
  readonly body: unknown;
}

export interface AnsweringServer {
  readonly url: string;
  /** The answer to requests from now on, or what makes it of a request's body. */
  answer: Answer | ((body: unknown) => Answer) | undefined;
  /** Every request so far. */
  readonly requests: ReceivedRequest[];
  close(): Promise<void>;
}

/** A server that gives each request the current answer: for answers that are not among the documented examples. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const asked = await json(request);
    requests.push({ path: request.url ?? "", headers: request.headers, body: asked });
    const { answer } = answeringServer;
    if (!answer) return;
    const { status = 200, body } = typeof answer === "function" ? answer(asked) : answer;
    response.writeHead(status, { "content-type": typeof body === "string" ? "text/html" : "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const answeringServer: AnsweringServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: undefined,
    requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return answeringServer;
}

/** The answer of a call that succeeds with this data. */
export function success(data: unknown): Answer {
  return { body: { code: 0, message: "success", request_id: "02aa", data } };
}

/** The answer of a call that fails. */
export function failure(status: number, code: number, message: string): Answer {
  return { status, body: { code, message, request_id: "02bb" } };
}
