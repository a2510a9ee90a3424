import { EventEmitter, once } from "node:events";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Bound, Bounds } from "./bounds.js";

/** The answers that a server still has to give. */
interface PendingAnswers {
  /** Resolves as soon as no request waits for its answer. */
  settled(): Promise<void>;
  /** Resolves as soon as every request that has arrived complete on this connection is answered. */
  settledOn(connection: Duplex): Promise<void>;
  /** The last request that has arrived on this connection, while it is not answered yet. */
  lastOn(connection: Duplex): IncomingMessage | undefined;
  /** Whether a request on this connection may have come late because nothing was read from it for a while. */
  heldBack(connection: Duplex): boolean;
}

interface Pending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Answers the requests of each connection one after the other: the next is looked at when the client, or the system for
 * it, has taken the answer before. So a client that sends on and reads nothing costs one answer, and no work. While
 * requests wait, nothing more is read from their connection; those that came in one piece with the first one are there
 * already.
 *
 * @param onBound told which bound is met, before a connection is cut for it
 */
export function answerInTurn(
  server: Server,
  answer: RequestListener,
  { waitingRequests, unreadBytes }: Bounds,
  onBound: (bound: Bound) => void,
): PendingAnswers {
  /** For each open connection its requests, oldest first: the first one is being answered. */
  const queues = new Map<Duplex, Pending[]>();
  /** The bytes of each answer that was given whole and that the system has not taken yet, oldest first. */
  const unread = new Map<Duplex, number>();
  const heldBack = new WeakSet<Duplex>();
  let [waiting, unreadTotal] = [0, 0];
  const changes = new EventEmitter().setMaxListeners(0);

  const forget = (connection: Duplex) => {
    unreadTotal -= unread.get(connection) ?? 0;
    unread.delete(connection);
  };
  const drop = (queue: Pending[], count = queue.length) => {
    if (count === 0) return;
    waiting -= Math.min(count, queue.length - 1);
    queue.splice(0, count);
    changes.emit("fewer");
  };
  const cut = (connection: Duplex, bound: Bound) => {
    onBound(bound);
    forget(connection);
    drop(queues.get(connection) ?? []);
    connection.destroy();
  };

  const open = (connection: Duplex): Pending[] => {
    const queue: Pending[] = [];
    queues.set(connection, queue);
    // Reading the first request's body resumes its connection.
    connection.on("resume", () => {
      if (queue.length > 1) connection.pause();
    });
    connection.once("close", () => {
      queues.delete(connection);
      forget(connection);
      drop(queue);
    });
    return queue;
  };

  const answerFirst = (connection: Duplex, queue: Pending[]) => {
    const { request, response } = queue[0] as Pending;
    response.once("prefinish", () => {
      unread.set(connection, connection.writableLength);
      unreadTotal += connection.writableLength;
      for (const [oldest] of unread) {
        if (unreadTotal <= unreadBytes || oldest === connection) break;
        cut(oldest, "unreadBytes");
      }
    });
    response.once("close", () => {
      forget(connection);
      if (queue.length === 0) return;
      // After the last answer on a connection nothing is answered, whatever was sent behind it.
      if (!connection.writable) return drop(queue);
      drop(queue, 1);
      if (queue.length <= 1) connection.resume();
      if (queue.length > 0) answerFirst(connection, queue);
    });
    answer(request, response);
  };

  server.on("request", (request, response) => {
    const { socket: connection } = request;
    if (!connection.writable) return;
    const queue = queues.get(connection) ?? open(connection);
    queue.push({ request, response });
    if (queue.length === 1) return answerFirst(connection, queue);
    connection.pause();
    heldBack.add(connection);
    waiting++;
    if (waiting <= waitingRequests) return;
    const [longest] = [...queues].reduce((most, other) => (other[1].length > most[1].length ? other : most));
    cut(longest, "waitingRequests");
  });

  const until = async (isSo: () => boolean) => {
    while (!isSo()) await once(changes, "fewer");
  };
  return {
    settled: () => until(() => [...queues.values()].every((queue) => queue.length === 0)),
    settledOn: (connection) => until(() => !queues.get(connection)?.some(({ request }) => request.complete)),
    lastOn: (connection) => queues.get(connection)?.at(-1)?.request,
    heldBack: (connection) => heldBack.has(connection),
  };
}
