import { vi } from "vitest";
import { createKnowledgeBase, type KnowledgeBase, type KnowledgeBaseOptions } from "../src/index.js";
import { success } from "./fault-answers.js";
import { type FaultRow, heldLimits, secondsPerRequest, serverTime } from "./fault-row.js";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "./fault-server.js";
import { holdTimers } from "./held-timers.js";

/** The key that the client uses and the server knows. It is temporary. */
export const key = {
  accessKeyId: "AKLTEXAMPLE",
  secretAccessKey: "canary-secret/1+2==",
  sessionToken: 'canary-token/+%="\\&?<>~',
};

/** How a row is run. */
export interface FaultRun {
  /** Whether the client treats its `fetch` as the runtime's own. */
  readonly byOwnFetch?: boolean;
  readonly options?: Partial<KnowledgeBaseOptions>;
  readonly echo?: FaultServerOptions["echo"];
  /** The call to make; by default one about a task. */
  readonly call?: (kb: KnowledgeBase, server: FaultServer) => Promise<unknown>;
}

/** The result of a row. */
export interface FaultResult {
  readonly settled: PromiseSettledResult<unknown>;
  readonly server: FaultServer;
  /** Number of requests to the host that redirects point to. */
  readonly elsewhere: number;
  /** Milliseconds of each sleep. */
  readonly delays: readonly number[];
}

/**
 * Runs a row with a server of its own. Its clock moves only with sleeps and requests, and every random number is a
 * half.
 */
export async function runFault(row: Omit<FaultRow, "title">, run: FaultRun = {}): Promise<FaultResult> {
  const { server: answers, listensAfter = 0, endpoint, clockAhead = 0 } = row;
  let time = serverTime;
  const now = () => new Date(time);
  const onArrival = () => {
    time += secondsPerRequest * 1_000;
  };
  const timers = holdTimers(...Object.values(heldLimits));
  const elsewhere = await startFaultServer({ answers: [success], key, now });
  const server = await startFaultServer({
    answers,
    key,
    now,
    onArrival,
    onHalt: () => timers.fire(),
    echo: run.echo,
    elsewhere: elsewhere.url,
  });
  if (listensAfter > 0) server.refuse();

  const delays: number[] = [];
  const options = {
    credentials: key,
    endpoint: endpoint ?? server.url,
    now: () => new Date(time + clockAhead * 60_000),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      delays.push(milliseconds);
      time += milliseconds;
      if (delays.length === listensAfter) await server.listen();
    },
    ...row.options,
    ...run.options,
  } as KnowledgeBaseOptions;
  if (run.byOwnFetch) vi.stubGlobal("fetch", server.fetch);
  const kb = createKnowledgeBase(run.byOwnFetch ? options : { fetch: server.fetch, ...options });
  const call = run.call ?? ((kb) => kb.tasks.info({ task_id: "x" }));
  const [settled] = await Promise.allSettled([call(kb, server)]);
  vi.unstubAllGlobals();
  timers.release();
  const reached = elsewhere.connections;
  await Promise.all([server.close(), elsewhere.close()]);
  return { settled, server, elsewhere: reached, delays };
}
