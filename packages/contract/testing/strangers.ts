import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import { untrusted } from "./untrusted-certificate.js";

/** A server that is not the API, with the port it listens on. */
export interface Stranger {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers each request in the same way. */
export function startStranger(
  status: number,
  headers: Record<string, string> = {},
  body = "",
  { tls = false } = {},
): Promise<Stranger> {
  const answer: RequestListener = (request, response) => {
    request.resume().on("end", () => response.writeHead(status, headers).end(body));
  };
  return listen(tls ? createTlsServer(untrusted, answer) : createServer(answer));
}

/** Takes connections and does this with them. */
export function startSocketStranger(meet: (socket: Socket) => void): Promise<Stranger> {
  return listen(createSocketServer((socket) => meet(socket.on("error", () => socket.destroy()))));
}

async function listen(server: Server): Promise<Stranger> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
