import type { Server, ServerResponse } from "node:http";

/** The answers that a server owes from now on. */
export interface PendingAnswers {
  /** Resolves as soon as no request waits for its answer. */
  settled(): Promise<void>;
}

/** Follows each request of a server until its answer is sent or its client is gone. */
export function followAnswers(server: Server): PendingAnswers {
  const pending = new Set<ServerResponse>();
  let waiting: (() => void)[] = [];
  const settle = () => {
    if (pending.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  server.on("request", (_request, response) => {
    pending.add(response);
    response.once("close", () => {
      pending.delete(response);
      settle();
    });
  });
  return {
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      }),
  };
}
