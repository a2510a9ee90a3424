import { getEventListeners } from "node:events";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { envelope, halt, html, silence, success } from "../../testing/fault-answers.js";
import { type Answer, type FaultServer, startFaultServer } from "../../testing/fault-server.js";
import { bundleProgram, startProgram } from "../../testing/run-program.js";
import { createKnowledgeBase, type KnowledgeBase, type KnowledgeBaseOptions } from "../index.js";
import { sleep } from "./timers.js";

const key = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const never = new Promise<never>(() => {});

/** Where a call is when its signal aborts. */
interface Moment {
  readonly title: string;
  readonly server?: readonly Answer[];
  /** What the client is given; `reach` is called when the moment has come. */
  readonly options?: (reach: () => void) => Partial<KnowledgeBaseOptions>;
  /** The call; of a task by default. */
  readonly call?: (kb: KnowledgeBase, signal: AbortSignal) => Promise<unknown>;
  /** When the moment has come, where no option tells. */
  readonly reached?: (server: FaultServer) => Promise<unknown>;
  /** The call's request is under way, so its socket must be closed. */
  readonly closes?: true;
}

/** A long sleep, as the moment to abort. */
const longSleep = (reach: () => void) => ({
  sleep: (_milliseconds: number, signal?: AbortSignal) => {
    reach();
    return sleep(600_000, signal);
  },
});
const headRead = async (server: FaultServer) => {
  await server.arrived(1);
  await server.attempts[0]?.headRead;
  await nextTurn();
};
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const page = envelope(0, "success", {
  status: 200,
  data: {
    total_num: 200,
    count: 100,
    point_list: Array.from({ length: 100 }, (_, index) => ({ point_id: `p-${index}` })),
  },
});
const queued = envelope(0, "success", { status: 200, data: { status: { process_status: 6 } } });
const faq = { collection_name: "faq" };

const moments: readonly Moment[] = [
  {
    title: "while the key is awaited",
    options: (reach) => ({
      credentials: () => {
        reach();
        return never;
      },
    }),
  },
  {
    title: "while the signer is awaited",
    options: (reach) => ({
      credentials: undefined,
      signer: () => {
        reach();
        return never;
      },
    }),
  },
  { title: "while the head is awaited", server: [silence], reached: (server) => server.arrived(1), closes: true },
  {
    title: "while a fetch is awaited that is deaf to its signal",
    options: (reach) => ({
      fetch: () => {
        reach();
        return never;
      },
    }),
  },
  { title: "within the body", server: [halt(1_000)], reached: headRead, closes: true },
  { title: "within the pause before the second attempt", server: [html(503)], options: longSleep },
  {
    title: "within the second attempt",
    server: [html(503), silence],
    options: () => ({ sleep: async () => {} }),
    reached: (server) => server.arrived(2),
    closes: true,
  },
  {
    title: "with withResponse()",
    server: [silence],
    call: (kb, signal) => kb.tasks.info({ task_id: "x" }, { signal }).withResponse(),
    reached: (server) => server.arrived(1),
    closes: true,
  },
  {
    title: "in iterate(), while the first page is awaited",
    server: [silence],
    call: (kb, signal) => kb.points.iterate(faq, { signal }).next(),
    reached: (server) => server.arrived(1),
    closes: true,
  },
  {
    title: "in pages(), while the second page is awaited",
    server: [page, silence],
    call: async (kb, signal) => {
      for await (const _page of kb.points.pages(faq, { signal }));
    },
    reached: (server) => server.arrived(2),
    closes: true,
  },
  {
    title: "in tasks.wait(), while the state is awaited",
    server: [silence],
    call: (kb, signal) => kb.tasks.wait("x", { signal }),
    reached: (server) => server.arrived(1),
    closes: true,
  },
  {
    title: "in tasks.wait(), in the pause until it asks again",
    server: [success],
    options: longSleep,
    call: (kb, signal) => kb.tasks.wait("x", { signal }),
  },
  {
    title: "in docs.waitUntilProcessed(), in the pause until it asks again",
    server: [queued],
    options: longSleep,
    call: (kb, signal) => kb.docs.waitUntilProcessed({ ...faq, doc_id: "a" }, { signal }),
  },
];

const rejections: unknown[] = [];
const noteRejection = (reason: unknown) => rejections.push(reason);
/** Timers that were set, and neither fired nor were cleared. Node's own list has those of vitest as well. */
const timers = new Set<NodeJS.Timeout>();
/** Those that keep the process; fetch has one of its own that does not. */
const timersLeft = () => [...timers].filter((timer) => timer.hasRef());
beforeEach(() => {
  rejections.length = 0;
  timers.clear();
  process.on("unhandledRejection", noteRejection);
  // Registered first, this runs last, when the servers are closed.
  onTestFinished(async () => {
    process.off("unhandledRejection", noteRejection);
    vi.restoreAllMocks();
    // The client's end of a socket is closed a little after the server's.
    await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain("TCPSocketWrap"), waiting);
  });
  const { setTimeout, clearTimeout } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((act: () => void, milliseconds?: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
    return timer;
  }) as typeof setTimeout);
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    timers.delete(timer as NodeJS.Timeout);
    clearTimeout(timer);
  });
});

/** Starts a server that is closed when the test is over, however it ends. */
async function startServer(answers: readonly Answer[]): Promise<FaultServer> {
  const server = await startFaultServer({ answers, key, now: () => new Date() });
  onTestFinished(() => server.close());
  return server;
}

/** Long enough for a busy machine. */
const waiting = { timeout: 30_000, interval: 5 };

/** Turns of the queue of promises, within one turn of the event loop: no timer fires and no socket is read. */
async function promiseTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await undefined;
}

describe("an abort rejects the call within the same turn, and nothing is left:", () => {
  test.each(moments)("$title", async ({ server: answers = [silence], options, call, reached, closes }) => {
    const server = await startServer(answers);
    let reach: () => void = () => {};
    const told = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const kb = createKnowledgeBase({
      credentials: key,
      endpoint: server.url,
      fetch: server.fetch,
      ...options?.(reach),
    } as KnowledgeBaseOptions);

    const controller = new AbortController();
    const { signal } = controller;
    const made = call ? call(kb, signal) : kb.tasks.info({ task_id: "x" }, { signal });
    let thrown: unknown = "not settled yet";
    made.then(
      () => {
        thrown = "resolved";
      },
      (reason: unknown) => {
        thrown = reason;
      },
    );
    await (reached?.(server) ?? told);
    expect(thrown).toBe("not settled yet");

    const reason = new Error("enough");
    controller.abort(reason);
    await promiseTurns(50);

    expect(thrown).toMatchObject({ name: "KnowledgeBaseError", kind: "aborted", cause: reason });
    expect(getEventListeners(signal, "abort"), "listeners").toEqual([]);
    expect(timersLeft(), "timers").toEqual([]);
    if (closes) await server.attempts.at(-1)?.closed;
    const sent = server.attempts.length;
    await nextTurn();
    await nextTurn();
    expect(rejections).toEqual([]);
    expect(server.attempts.length, "requests after the abort").toBe(sent);
  });

  const early: [string, (kb: KnowledgeBase, signal: AbortSignal) => Promise<unknown>][] = [
    ["a call", (kb, signal) => kb.tasks.info({ task_id: "x" }, { signal })],
    ["iterate()", (kb, signal) => kb.points.iterate(faq, { signal }).next()],
    ["tasks.wait()", (kb, signal) => kb.tasks.wait("x", { signal })],
    ["docs.waitUntilProcessed()", (kb, signal) => kb.docs.waitUntilProcessed({ ...faq, doc_id: "a" }, { signal })],
  ];
  test.each(early)("before %s, which then asks for nothing, not even a key", async (_title, call) => {
    const asked: string[] = [];
    const ask = (what: string) => () => {
      asked.push(what);
      return never;
    };
    const kb = createKnowledgeBase({ credentials: ask("key"), fetch: ask("fetch"), sleep: ask("sleep") });
    const signal = AbortSignal.abort();
    await expect(call(kb, signal)).rejects.toMatchObject({ kind: "aborted", attempts: 0 });
    expect(asked).toEqual([]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("of one signal that ends many calls", async () => {
    const server = await startServer([silence]);
    const kb = createKnowledgeBase({ credentials: key, endpoint: server.url });
    const controller = new AbortController();
    const calls = Array.from({ length: 20 }, () => kb.tasks.info({ task_id: "x" }, { signal: controller.signal }));
    await server.arrived(20);
    controller.abort();
    const settled = await Promise.allSettled(calls);
    for (const call of settled) expect(call).toMatchObject({ reason: { kind: "aborted", attempts: 1 } });
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await Promise.all(server.attempts.map(({ closed }) => closed));
  });

  test("and a signal that outlives its calls keeps nothing of them", async () => {
    const server = await startServer([success]);
    const kb = createKnowledgeBase({ credentials: key, endpoint: server.url });
    const { signal } = new AbortController();
    for (let call = 0; call < 20; call++) await kb.tasks.info({ task_id: "x" }, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(timersLeft()).toEqual([]);
  });
});

test("a process whose calls were aborted has nothing left to wait for, and ends by itself", async () => {
  const program = await bundleProgram(`
    import { createKnowledgeBase } from "./src/index.ts";
    const controller = new AbortController();
    const { signal } = controller;
    const kb = createKnowledgeBase({
      credentials: ${JSON.stringify(key)},
      endpoint: process.argv[1],
      timeoutMs: 600_000,
      attemptTimeoutMs: 600_000,
      random: () => 0.999_999,
    });
    const calls = Array.from({ length: 4 }, () => kb.tasks.info({ task_id: "x" }, { signal }));
    process.stdin.once("data", async () => {
      controller.abort();
      const settled = await Promise.allSettled(calls);
      console.log(JSON.stringify([
        settled.map(({ reason }) => reason.kind),
        process.getActiveResourcesInfo().filter((resource) => resource === "Timeout"),
      ]));
      process.stdin.destroy();
    });
  `);
  const server = await startServer([html(503), halt(1_000), silence]);
  const running = startProgram(program, [server.url]);
  await server.arrived(4);
  running.child.stdin?.write("abort\n");
  const { stdout, stderr } = await running;
  expect({ stderr, left: JSON.parse(stdout) }).toEqual({ stderr: "", left: [Array(4).fill("aborted"), []] });
});
