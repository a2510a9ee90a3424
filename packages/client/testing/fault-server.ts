import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { type Verification, verifyRequest } from "@viking-kb/auth";
import { type ArrivedRequest, takeRequest } from "./arrived-request.js";

/** The global fetch before a test replaces it. */
const { fetch: ownFetch } = globalThis;

/** The key that a fault server knows. */
interface ServerKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** One attempt, as the server sees it. */
export interface Attempt {
  readonly request: ArrivedRequest;
  /** The server's verification of its signature, by the server's clock. */
  readonly verification: Verification;
  readonly socket: Socket;
  /** Resolves when the client has the head of the answer, if it uses the server's `fetch`. */
  readonly headRead: Promise<void>;
  /** Resolves when either side has closed the socket. */
  readonly closed: Promise<void>;
  /** Called when the server will send no more, so that the client's timers may fire. */
  readonly giveUp: () => void;
  /** The server's clock. */
  readonly now: () => Date;
  /** A text that the server repeats wherever it can; empty by default. */
  readonly echo: string;
  /** Address of another server, which nothing should reach. */
  readonly elsewhere: string;
}

/** What a server does with an attempt. */
export type Answer = (attempt: Attempt) => void | Promise<void>;

/** How a fault server behaves. */
export interface FaultServerOptions {
  /** What is done with each attempt; the last entry counts for all that follow. */
  readonly answers: readonly Answer[];
  readonly key: ServerKey;
  readonly now: () => Date;
  /** Called for each attempt as it arrives, before it is verified. */
  readonly onArrival?: (() => void) | undefined;
  /** Called when an answer will get no further. */
  readonly onHalt?: (() => void) | undefined;
  /** Address of another server, to redirect to. */
  readonly elsewhere?: string | undefined;
  /** Gives the text of a request that its answers repeat, in one line. */
  readonly echo?: ((request: ArrivedRequest) => string) | undefined;
}

/** A server on a raw socket of the loopback interface, so that it can break the rules of HTTP. */
export interface FaultServer {
  readonly url: string;
  /** The attempts, in the order of their arrival. */
  readonly attempts: readonly Attempt[];
  /** Number of sockets opened to it so far. */
  readonly connections: number;
  /** The global fetch, with a signal to the server when the head of an answer was read. */
  readonly fetch: typeof fetch;
  /** Resolves when this number of attempts has arrived. */
  arrived(count: number): Promise<void>;
  /** Stops listening, so that connections are refused; those that are open stay. */
  refuse(): void;
  /** Listens again, at the same address. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server that does with each attempt as it is told. */
export async function startFaultServer(options: FaultServerOptions): Promise<FaultServer> {
  const { answers, key, now, onArrival, onHalt: giveUp = () => {}, echo = () => "", elsewhere = "" } = options;
  const attempts: Attempt[] = [];
  const sockets = new Set<Socket>();
  const arrivals = new EventTarget();
  let tellHeadRead: () => void = () => {};
  let connections = 0;

  const take = async (socket: Socket, request: ArrivedRequest, closed: Promise<void>) => {
    onArrival?.();
    const verification = await verifyRequest(request, { lookUpKey: () => key, now });
    const headRead = new Promise<void>((resolve) => {
      tellHeadRead = resolve;
    });
    const attempt = { request, verification, socket, headRead, closed, giveUp, now, echo: echo(request), elsewhere };
    attempts.push(attempt);
    arrivals.dispatchEvent(new Event("arrival"));
    await (answers[attempts.length - 1] ?? answers.at(-1))?.(attempt);
  };

  // No delay: otherwise an answer in several pieces would wait 40 ms for the client's acknowledgement.
  const server = createServer({ noDelay: true }, (socket) => {
    connections++;
    sockets.add(socket);
    const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
    closed.then(() => sockets.delete(socket));
    // Many of the cases are about clients that disconnect.
    socket.on("error", () => {});
    let received: Buffer = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      for (let taken = takeRequest(received); taken; taken = takeRequest(received)) {
        received = taken.rest;
        void take(socket, taken.request, closed);
      }
    });
  });
  const { port } = await listen(server, 0);

  return {
    url: `http://127.0.0.1:${port}`,
    attempts,
    get connections() {
      return connections;
    },
    fetch: async (...request) => {
      const response = await ownFetch(...request);
      tellHeadRead();
      return response;
    },
    arrived: async (count) => {
      while (attempts.length < count) await once(arrivals, "arrival");
    },
    refuse: () => {
      server.close();
    },
    listen: async () => {
      await listen(server, port);
    },
    close: () => close(server, sockets),
  };
}

async function listen(server: Server, port: number): Promise<AddressInfo> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server.address() as AddressInfo;
}

async function close(server: Server, sockets: Iterable<Socket>): Promise<void> {
  const closed = server.listening ? once(server, "close") : undefined;
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}
