import { describe, expect, onTestFinished, test, vi } from "vitest";
import { silence, success } from "../../testing/fault-answers.js";
import { type Answer, type FaultServer, startFaultServer } from "../../testing/fault-server.js";
import { createKnowledgeBase, type KnowledgeBase } from "../index.js";

const key = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

/** As jsdom's: it does what the standard says, and the `fetch` of Node does not know its signal. */
class ForeignController {
  readonly signal = Object.assign(new EventTarget(), {
    aborted: false,
    reason: undefined as unknown,
    throwIfAborted() {
      if (this.aborted) throw this.reason;
    },
  });

  abort(reason: unknown) {
    if (this.signal.aborted) return;
    Object.assign(this.signal, { aborted: true, reason });
    this.signal.dispatchEvent(new Event("abort"));
  }
}

async function start(answers: readonly Answer[]): Promise<FaultServer> {
  vi.stubGlobal("AbortController", ForeignController);
  const server = await startFaultServer({ answers, key, now: () => new Date() });
  onTestFinished(async () => {
    vi.unstubAllGlobals();
    await server.close();
  });
  return server;
}

/** What a runtime has beside the controller that was replaced. */
const runtimes = [
  { runtime: "Node that gives one of its own", prepare: () => {}, closes: true },
  {
    runtime: "Node before 20.16",
    prepare: () => {
      const { getBuiltinModule } = process;
      Object.assign(process, { getBuiltinModule: undefined });
      onTestFinished(() => void Object.assign(process, { getBuiltinModule }));
    },
    closes: false,
  },
];

const calls = [
  { title: "info", call: (kb: KnowledgeBase, _url: string, signal: AbortSignal) => kb.tasks.info("x", { signal }) },
  {
    title: "a download",
    call: (kb: KnowledgeBase, url: string, signal: AbortSignal) =>
      kb.tasks.download({ status: "success", attachment_link: `${url}/a.zip` }, () => {}, {
        allowedHosts: ["127.0.0.1"],
        allowPrivateAddresses: true,
        signal,
      }),
  },
];

const rows = runtimes.flatMap((runtime) => calls.map((call) => ({ ...runtime, ...call })));

describe.each(rows)("where AbortController was replaced, in $runtime, $title", ({ prepare, closes, call }) => {
  test("is answered, and sent once", async () => {
    const server = await start([success]);
    prepare();
    const kb = createKnowledgeBase({ credentials: key, endpoint: server.url, retries: 0 });
    await call(kb, server.url, new AbortController().signal);
    expect(server.attempts).toHaveLength(1);
  });

  test("ends when its signal aborts", async () => {
    const server = await start([silence]);
    prepare();
    const controller = new AbortController();
    const kb = createKnowledgeBase({ credentials: key, endpoint: server.url, retries: 0 });
    const ended = call(kb, server.url, controller.signal).catch((error: unknown) => error);
    await Promise.race([server.arrived(1), ended]);
    controller.abort();
    expect(await ended).toMatchObject({ kind: "aborted" });
    if (closes) await server.attempts[0]?.closed;
  });
});
