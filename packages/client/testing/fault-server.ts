import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { type Verification, verifyRequest } from "@viking-kb/auth";
import { type ArrivedRequest, takeRequest } from "./arrived-request.js";

/** As it was before a test replaced it. */
const { fetch: ownFetch } = globalThis;

/** The key that a fault server knows. */
export interface ServerKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** One attempt, from its arrival on. */
export interface Attempt {
  readonly request: ArrivedRequest;
  /** What the server thinks of its signature, by its own clock. */
  readonly verification: Verification;
  readonly socket: Socket;
  /** Resolves when the client has the head of the answer, if it uses the server's `fetch`. */
  readonly headRead: Promise<void>;
  /** Resolves when the socket is closed, by whomever. */
  readonly closed: Promise<void>;
  /** Called when nothing more is to come: what waits for it may give up now. */
  readonly giveUp: () => void;
  /** The server's clock. */
  readonly now: () => Date;
  /** What the server repeats of the request wherever it can; nothing by default. */
  readonly echo: string;
  /** Address of another server, which nothing should reach. */
  readonly elsewhere: string;
}

/** What a server does with an attempt. */
export type Answer = (attempt: Attempt) => void | Promise<void>;

/** How a fault server behaves. */
export interface FaultServerOptions {
  /** What is done with each attempt; the last one is done with all that follow. */
  readonly answers: readonly Answer[];
  readonly key: ServerKey;
  readonly now: () => Date;
  /** Told of each attempt as it arrives, before it is verified. */
  readonly onArrival?: (() => void) | undefined;
  /** Told when an answer has come as far as it ever will. */
  readonly onHalt?: (() => void) | undefined;
  /** Address of another server, to redirect to. */
  readonly elsewhere?: string | undefined;
  /** What its answers repeat of a request, on one line. */
  readonly echo?: ((request: ArrivedRequest) => string) | undefined;
}

/** A server on a raw socket of the loopback interface, so that it can do what no HTTP library does. */
export interface FaultServer {
  readonly url: string;
  /** The attempts, in the order of their arrival. */
  readonly attempts: readonly Attempt[];
  /** How many sockets were ever opened to it. */
  readonly connections: number;
  /** The global fetch, which tells the server when the head of an answer was read. */
  readonly fetch: typeof fetch;
  /** Resolves when so many attempts have arrived. */
  arrived(count: number): Promise<void>;
  /** Stops listening, so that connections are refused; those that are open stay. */
  refuse(): void;
  /** Listens again, at the same address. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server that does as it is told with each attempt. */
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

  // Without a delay: an answer in several pieces would wait 40 ms for the client's acknowledgement.
  const server = createServer({ noDelay: true }, (socket) => {
    connections++;
    sockets.add(socket);
    const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
    closed.then(() => sockets.delete(socket));
    // A client that goes away is what many of the cases are about.
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
