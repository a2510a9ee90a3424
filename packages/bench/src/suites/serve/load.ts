import { connect, type Socket } from "node:net";

/** Connections that are kept open to one server, on each of which one request is under way. */
export interface Load {
  /** Sends as many requests, each when the answer to another has come. Rejects unless every answer is a success. */
  send(next: () => Buffer, requests: number): Promise<void>;
  /** Sends one request, and resolves to the status and the body of its answer. */
  ask(request: Buffer): Promise<{ readonly status: number; readonly body: string }>;
  close(): void;
}

/** As many as a program with some users holds, and far more than there are cores. */
const manyConnections = 32;

const endOfHead = Buffer.from("\r\n\r\n");

/**
 * Opens connections to a server of this machine. Requests are written as they are, and of an answer only status and
 * length are read, so that the server does not wait for whoever measures it.
 */
export function openLoad(port: number, connections = manyConnections): Load {
  const lines = Array.from({ length: connections }, () => openLine(port));
  return {
    async send(next, requests) {
      let begun = 0;
      const sendInTurn = async (line: Line) => {
        while (begun++ < requests) {
          const answer = await line.ask(next());
          if (statusOf(answer) !== 200) throw new Error(`it answers ${answer.toString("latin1")}`);
        }
      };
      await Promise.all(lines.map(sendInTurn));
    },
    async ask(request) {
      const answer = await (lines[0] as Line).ask(request);
      return { status: statusOf(answer), body: answer.subarray(answer.indexOf(endOfHead) + 4).toString() };
    },
    close() {
      for (const line of lines) line.close();
    },
  };
}

interface Line {
  /** Resolves to the whole answer. */
  ask(request: Buffer): Promise<Buffer>;
  close(): void;
}

/** A connection, opened again where the server has closed it since nothing was asked for a while. */
function openLine(port: number): Line {
  let received: Buffer[] = [];
  let missing = Number.NaN;
  let settle: { resolve(answer: Buffer): void; reject(error: Error): void } | undefined;
  const take = (chunk: Buffer) => {
    received.push(chunk);
    if (Number.isNaN(missing)) {
      const begun = Buffer.concat(received);
      const end = begun.indexOf(endOfHead);
      if (end === -1) return;
      const [, length] = /\r\ncontent-length: (\d+)/i.exec(begun.subarray(0, end).toString("latin1")) ?? [];
      missing = end + endOfHead.length + Number(length) - begun.length;
    } else missing -= chunk.length;
    if (missing > 0) return;
    const answer = Buffer.concat(received);
    received = [];
    missing = Number.NaN;
    settle?.resolve(answer);
  };
  const open = () => {
    const opened = connect({ port, host: "127.0.0.1", noDelay: true });
    const fail = (error?: Error) => {
      if (opened === socket) settle?.reject(error ?? new Error("it closes the connection"));
    };
    return opened
      .on("data", take)
      .on("error", fail)
      .on("close", () => fail());
  };
  let socket: Socket = open();
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (!socket.writable) socket = open();
        settle = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Of `HTTP/1.1 200 OK`. */
function statusOf(answer: Buffer): number {
  return Number(answer.toString("latin1", 9, 12));
}
