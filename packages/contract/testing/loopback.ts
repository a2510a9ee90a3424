import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A server on a port of the loopback interface. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/** Makes a server listen where no other machine reaches it. */
export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

/** An address at which nothing listens any more. */
export async function deadUrl(): Promise<string> {
  const { url, close } = await listen(createServer());
  await close();
  return url;
}
