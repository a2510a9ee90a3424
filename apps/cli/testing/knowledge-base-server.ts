import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createFakeKnowledgeBase, type FakeData } from "@viking-kb/client/testing";
import { onTestFinished } from "vitest";

/** A server that answers as the API does, from fixed data, and with the same request ids each time. */
export interface KnowledgeBaseServer {
  readonly url: string;
  /** The operations asked for so far, and the files. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** What befalls the next request of a file: its answer breaks off after so many bytes, or stalls there. */
export interface FileFault {
  readonly after: number;
  readonly stalls?: true;
}

/** Starts the client's fake on a port. Files have a strong ETag and ranges, as those of the local server. */
export async function startKnowledgeBase(
  data: FakeData,
  faults: readonly FileFault[] = [],
): Promise<KnowledgeBaseServer> {
  const fake = createFakeKnowledgeBase(data, { now: () => new Date("2026-01-15T08:30:00Z") });
  const left = [...faults];
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push(method === "GET" ? url : (url.split("/knowledge/")[1] ?? url));
    const body = await buffer(request);
    const sent = new Request(`http://${headers.host}${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, `${value}`]),
      ...(method === "GET" ? {} : { body }),
    });
    const answer = await fake.fetch(sent);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (method !== "GET") return void response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(bytes);
    const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
    const fault = left.shift();
    response.writeHead(start === 0 ? 200 : 206, {
      etag: '"1"',
      "content-length": bytes.length - start,
      ...(start === 0 ? {} : { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    });
    if (fault === undefined) return void response.end(bytes.subarray(start));
    response.write(
      bytes.subarray(start, fault.after),
      () => fault.stalls || setTimeout(() => request.socket.destroy(), 20),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}
