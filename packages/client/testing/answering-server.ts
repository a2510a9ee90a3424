import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived, its body read. */
interface Arrived {
  readonly method: string;
  readonly target: string;
  /** Every header line as a pair. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A server on a real port of the loopback interface, which keeps each request and answers as told. */
export interface AnsweringServer {
  readonly url: string;
  readonly arrived: Arrived[];
  close(): Promise<void>;
}

/** Starts a server that answers every request with `answer`, after its body has been read. */
export async function startAnsweringServer(answer: RequestListener): Promise<AnsweringServer> {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    arrived.push(arrivedFrom(request, Buffer.concat(chunks).toString("utf8")));
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function arrivedFrom({ method = "", url = "", rawHeaders }: IncomingMessage, body: string): Arrived {
  const headers: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return { method, target: url, headers, body };
}
