import { vi } from "vitest";
import { createKnowledgeBase, type KnowledgeBase, type KnowledgeBaseOptions } from "../src/index.js";
import { success } from "./fault-answers.js";
import { type FaultRow, heldLimits, secondsPerRequest, serverTime } from "./fault-row.js";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "./fault-server.js";
import { holdTimers } from "./held-timers.js";

/** The key that is used and known, a temporary one. */
export const key = {
  accessKeyId: "AKLTEXAMPLE",
  secretAccessKey: "canary-secret/1+2==",
  sessionToken: 'canary-token/+%="\\&?<>~',
};

/** How a row is run, besides what it says. */
export interface FaultRun {
  /** Whether the client takes its `fetch` for the runtime's own. */
  readonly byOwnFetch?: boolean;
  readonly options?: Partial<KnowledgeBaseOptions>;
  readonly echo?: FaultServerOptions["echo"];
  /** The call; of a task by default. */
  readonly call?: (kb: KnowledgeBase, server: FaultServer) => Promise<unknown>;
}

/** What came of a row. */
export interface FaultResult {
  readonly settled: PromiseSettledResult<unknown>;
  readonly server: FaultServer;
  /** How often the host that redirects point to was reached. */
  readonly elsewhere: number;
  /** Milliseconds of each sleep. */
  readonly delays: readonly number[];
}

/** Plays a row: a server of its own, a clock that stands still but for sleeps and requests, randomness of a half. */
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
