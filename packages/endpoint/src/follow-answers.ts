import type { Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** The answers that a server still has to give. */
interface PendingAnswers {
  /** Resolves as soon as no request waits for its answer. */
  settled(): Promise<void>;
  /** Resolves as soon as every request that has arrived complete on this connection is answered. */
  settledOn(connection: Duplex): Promise<void>;
}

/** Follows each request of a server until its answer is sent or its client has disconnected. */
export function followAnswers(server: Server): PendingAnswers {
  const pending = new Map<ServerResponse, Promise<void>>();
  server.on("request", (_request, response) => {
    const closed = new Promise<void>((resolve) => {
      response.once("close", () => {
        pending.delete(response);
        resolve();
      });
    });
    pending.set(response, closed);
  });
  return {
    async settled() {
      while (pending.size > 0) await Promise.all(pending.values());
    },
    async settledOn(connection) {
      const owed = [...pending].filter(([{ req }]) => req.socket === connection && req.complete);
      await Promise.all(owed.map(([, closed]) => closed));
    },
  };
}
