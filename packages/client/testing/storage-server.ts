import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A storage on a real port of the loopback interface, which answers as told. */
export interface StorageServer {
  readonly origin: string;
  /** Target and header names of each request. */
  readonly arrived: { readonly target: string; readonly headerNames: readonly string[] }[];
  /** Resolves when every connection that was ever made is closed. */
  allClosed(): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a storage that answers every request with `answer`. */
export async function startStorageServer(answer: RequestListener): Promise<StorageServer> {
  const arrived: StorageServer["arrived"] = [];
  const closed: Promise<void>[] = [];
  const server = createServer((request, response) => {
    arrived.push({ target: request.url ?? "", headerNames: Object.keys(request.headers) });
    answer(request, response);
  });
  server.on("connection", (socket: Socket) => {
    closed.push(new Promise((resolve) => socket.once("close", () => resolve())));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    allClosed: () => Promise.all(closed),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
