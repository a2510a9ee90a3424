import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createSocketServer, type Socket } from "node:net";
import { type Listening, listen } from "./loopback.js";
import { untrusted } from "./untrusted-certificate.js";

/** Answers each request in the same way. */
export function startStranger(
  status: number,
  headers: Record<string, string> = {},
  body = "",
  { tls = false } = {},
): Promise<Listening> {
  const answer: RequestListener = (request, response) => {
    request.resume().on("end", () => response.writeHead(status, headers).end(body));
  };
  return listen(tls ? createTlsServer(untrusted, answer) : createServer(answer));
}

/** Takes connections and does this with them. */
export function startSocketStranger(meet: (socket: Socket) => void): Promise<Listening> {
  return listen(createSocketServer((socket) => meet(socket.on("error", () => socket.destroy()))));
}
