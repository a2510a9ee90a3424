import { once } from "node:events";
import { createServer, request } from "node:http";
import { buffer, text } from "node:stream/consumers";

/** A server that hands requests on as they are and keeps the answers. */
export interface RecordingProxy {
  readonly url: string;
  /** Status and body of each answer, without what is new in each, by method, path and body of the request. */
  readonly answers: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Stands before a server. A signature holds here too, since the Host that was signed is handed on. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const answers = new Map<string, string>();
  const server = createServer(async (received, reply) => {
    const body = await buffer(received);
    const { method = "", url = "/", rawHeaders } = received;
    const sent = request(new URL(url, target), { method, headers: rawHeaders, setHost: false }).end(body);
    const [answer] = await once(sent, "response");
    const answered = await text(answer);
    answers.set(`${method} ${url} ${body}`, `${answer.statusCode} ${answered.replace(/"request_id":"[^"]*"/, "")}`);
    reply.writeHead(answer.statusCode, answer.rawHeaders).end(answered);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
