import { EventEmitter } from "node:events";
import { globalAgent as httpAgent } from "node:http";
import { globalAgent as httpsAgent } from "node:https";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../json.js";
import { createRedaction } from "../report/redact.js";
import { largestAnswer, tooLarge, tooLate } from "../target/sender.js";
import { createDredd, type DreddTest, type DreddTransaction } from "./dredd-module.js";

/** What `hooks/dredd-hooks.cjs` calls. None of them may reject. */
interface DreddHandlers {
  beforeAll(transactions: DreddTransaction[]): Promise<void>;
  beforeEach(transaction: DreddTransaction): Promise<void>;
  beforeEachValidation(transaction: DreddTransaction): Promise<void>;
}

/** What Dredd made of one transaction. */
export interface DreddVerdict {
  readonly outcome: "passed" | "failed" | "skipped";
  /** Why, in Dredd's words; empty when passed. */
  readonly message: string;
  readonly milliseconds: number;
}

/** One run of Dredd. */
interface DreddRun {
  readonly endpoint: string;
  /** See `dreddContract`. */
  readonly contract: JsonObject;
  readonly handlers: DreddHandlers;
  readonly timeoutMilliseconds: number;
  /** Whether nothing is sent any more after the first failure: Dredd itself cannot be stopped. */
  readonly failFast: boolean;
  readonly verbose: boolean;
  readonly hookFile?: string | undefined;
  /** Takes a transaction whose answer was given up, and why: it did not end in time, or is too large. */
  onEndless?(transaction: DreddTransaction, reason: string): void;
}

/**
 * Runs Dredd and resolves to its verdicts by transaction id.
 * Rejects with Dredd's error where it cannot run the contract at all.
 */
export async function runDredd(run: DreddRun): Promise<Map<string, DreddVerdict>> {
  const { hookFile = fileURLToPath(import.meta.resolve("@viking-kb/contract/hooks/dredd-hooks.cjs")) } = run;
  const emitter = new EventEmitter();
  const seen: { outcome: DreddVerdict["outcome"]; test: DreddTest; error?: Error }[] = [];
  const outcomes = { "test pass": "passed", "test fail": "failed", "test skip": "skipped" } as const;
  const redact = createRedaction();
  // Ours are the first listeners, so that what they redact is never printed.
  for (const [event, outcome] of Object.entries(outcomes)) {
    emitter.on(event, (test: DreddTest) => {
      redact(test);
      seen.push({ outcome, test });
    });
  }
  emitter.on("test error", (error: Error, test: DreddTest) => {
    redact(test);
    seen.push({ outcome: "failed", test, error });
  });

  const deadline = createDeadline(run);
  const handlers: DreddHandlers = {
    ...run.handlers,
    async beforeEach(transaction) {
      deadline.clear();
      if (run.failFast && seen.some(({ outcome }) => outcome === "failed")) transaction.skip = true;
      else await run.handlers.beforeEach(transaction);
      if (!transaction.skip && transaction.fail === undefined) {
        deadline.start((reason) => run.onEndless?.(transaction, reason));
      }
    },
    async beforeEachValidation(transaction) {
      // What `request` takes for the whole of an answer that was broken off.
      const reason = deadline.clear();
      if (reason !== undefined) transaction.fail = `no answer: ${reason}`;
      else await run.handlers.beforeEachValidation(transaction);
    },
  };
  const dredd = createDredd(
    {
      endpoint: run.endpoint,
      // JSON: Dredd's YAML reader rejects flow maps that hold URLs.
      apiDescriptions: [{ location: "contract", content: JSON.stringify(run.contract) }],
      hookfiles: [hookFile],
      emitter,
      http: { timeout: run.timeoutMilliseconds },
      color: false,
      loglevel: "warn",
      custom: { handlers },
    },
    run.verbose,
  );
  await new Promise<void>((resolve, reject) => {
    deadline.onStuck(reject);
    dredd.run((error) => (error ? reject(error) : resolve()));
  }).finally(() => deadline.clear());
  return new Map(
    seen.map(({ outcome, test, error }) => {
      const message = error ? `no answer: ${error.message}` : outcome === "passed" ? "" : test.message.trim();
      return [test.title, { outcome, message, milliseconds: test.duration ?? 0 }];
    }),
  );
}

/**
 * Ends what Dredd waits for: its own time runs anew with each byte, it keeps every byte, and of some answers it is
 * never told.
 */
interface DreddDeadline {
  /** Gives the request that is sent next its time; calls back where its answer is given up, with why. */
  start(giveUp: (reason: string) => void): void;
  /** Takes the time back; returns why the answer was given up, where it was. */
  clear(): string | undefined;
  /** Takes what is called where Dredd does not even notice that its connection has ended. */
  onStuck(reject: (error: Error) => void): void;
}

/** How long Dredd has to notice. */
const noticeMilliseconds = 1000;
/** How often it is looked how much has come: at 1 GB/s, each 20 MB. */
const lookMilliseconds = 20;

/** A deadline for the answers of one run, one after the other. */
function createDeadline({
  endpoint,
  timeoutMilliseconds,
}: {
  readonly endpoint: string;
  readonly timeoutMilliseconds: number;
}): DreddDeadline {
  let timer: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let over: string | undefined;
  let stuck: (error: Error) => void = () => {};
  return {
    start(giveUp) {
      const end = (reason: string) => {
        clearTimeout(timer);
        clearInterval(looking);
        over = reason;
        giveUp(reason);
        for (const socket of socketsTo(new URL(endpoint))) socket.destroy(new Error(reason));
        timer = setTimeout(
          () => stuck(new Error(`the server's answer has no end, or is no HTTP/1.1: ${reason}`)),
          noticeMilliseconds,
        );
      };
      // A connection that is used again has read the answers before.
      const before = new Map(socketsTo(new URL(endpoint)).map((socket) => [socket, socket.bytesRead]));
      timer = setTimeout(() => end(tooLate(timeoutMilliseconds)), timeoutMilliseconds);
      looking = setInterval(() => {
        const read = socketsTo(new URL(endpoint)).map((socket) => socket.bytesRead - (before.get(socket) ?? 0));
        if (read.some((bytes) => bytes > largestAnswer)) end(tooLarge);
      }, lookMilliseconds);
    },
    clear() {
      clearTimeout(timer);
      clearInterval(looking);
      const was = over;
      over = undefined;
      return was;
    },
    onStuck(reject) {
      stuck = reject;
    },
  };
}

/** Dredd hands out neither its request nor its connection; it opens them through Node's own agents. */
function socketsTo({ protocol, hostname, port }: URL): Socket[] {
  const [agent, usual] = protocol === "https:" ? [httpsAgent, "443"] : [httpAgent, "80"];
  const prefix = `${hostname.replace(/^\[(.*)\]$/, "$1")}:${port || usual}:`;
  return [agent.sockets, agent.freeSockets].flatMap((byName) =>
    Object.entries(byName).flatMap(([name, sockets = []]) => (name.startsWith(prefix) ? sockets : [])),
  );
}
