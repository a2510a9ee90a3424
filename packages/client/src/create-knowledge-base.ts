import { checkedLimit, limitsOf } from "./calls/call.js";
import { type Collections, createCollections } from "./calls/collections.js";
import { createDocs, type Docs } from "./calls/docs.js";
import type { ExplainedCall } from "./calls/explain-call.js";
import { createOperations } from "./calls/operations.js";
import { createPoints, type Points } from "./calls/points.js";
import { createTasks, type Tasks } from "./calls/tasks.js";
import { textsOf } from "./errors/locale.js";
import { BASE_PATH, Configuration } from "./generated/runtime.js";
import { refuseUnknown, requireFunctions } from "./given-options.js";
import type { KnowledgeBaseOptions } from "./knowledge-base-options.js";
import { loadPart } from "./load-part.js";
import { authenticateBy } from "./transport/authentication.js";
import { type Caller, CorrectedClock } from "./transport/call-progress.js";
import { isLogAskedFor } from "./transport/environment.js";
import { parseUrl } from "./transport/parse-url.js";
import { createSendCall } from "./transport/send-call.js";
import { createSignedFetch, ownFetch, type Transport } from "./transport/signed-fetch.js";
import { sleep as realSleep } from "./transport/timers.js";

/**
 * The read operations of the API (spec/openapi.yaml). Each resolves to `data` as it came, with unknown fields, and
 * rejects with a {@link KnowledgeBaseError}. When a key or region cannot be used for signing, it rejects with a
 * TypeError that says what to change. Errors of `credentials` are passed on.
 */
export interface KnowledgeBase {
  readonly collections: Collections;
  readonly docs: Docs;
  readonly points: Points;
  readonly tasks: Tasks;
  /**
   * Explains how this client would sign a call now, and sends nothing: `kb.explain((kb) => kb.points.list({
   * collection_name: "faq" }))`. If a call makes several requests, the first one is explained. Rejects with any error
   * that the call has before it would send, and with a TypeError when it sends nothing.
   */
  explain(call: (knowledgeBase: KnowledgeBaseCalls) => Promise<unknown>): Promise<ExplainedCall>;
  /**
   * Writes a call as a command for a shell. The command signs each time it is run, with the keys in
   * `$VIKING_KB_ACCESS_KEY_ID` and `$VIKING_KB_SECRET_ACCESS_KEY`, so it holds no secret. It needs `curl` and, to sign,
   * `node`. This sends nothing, takes and rejects as `explain` does, and works with a `signer` as well.
   */
  toCurl(call: (knowledgeBase: KnowledgeBaseCalls) => Promise<unknown>): Promise<string>;
}

/** The calls of a knowledge base. */
export type KnowledgeBaseCalls = Omit<KnowledgeBase, "explain" | "toCurl">;

const knownOptions = Object.keys({
  credentials: true,
  signer: true,
  endpoint: true,
  region: true,
  project: true,
  fetch: true,
  now: true,
  random: true,
  sleep: true,
  timeoutMs: true,
  attemptTimeoutMs: true,
  retries: true,
  maximumAnswerBytes: true,
  locale: true,
  hooks: true,
  logger: true,
} satisfies Record<keyof KnowledgeBaseOptions, true>);

/**
 * Creates a client of the knowledge base API. Nothing is sent before the first call.
 *
 * @throws TypeError when an option does not exist or is of another type, when `endpoint` is not an http or https
 * address of scheme, host and port alone, when a limit is not a number, when `locale` is of a language without hints,
 * when both `credentials` and `signer` are given, and when `credentials` are given in a browser.
 */
export function createKnowledgeBase(options: KnowledgeBaseOptions): KnowledgeBase {
  if (typeof options !== "object" || options === null) {
    throw new TypeError("createKnowledgeBase needs its options: give optionsFromEnv(), or { credentials: … }.");
  }
  refuseUnknown(options, knownOptions);
  requireFunctions(options, ["fetch", "now", "random", "sleep", "signer"]);
  if (options.hooks) refuseUnknown(options.hooks, ["beforeAttempt", "afterAttempt", "beforeRetry"]);
  const { credentials, fetch = ownFetch, hooks, logger, project, region, signer } = options;
  const { now = () => new Date(), random = Math.random, sleep = realSleep } = options;
  const basePath = options.endpoint === undefined ? BASE_PATH : parseEndpoint(options.endpoint);
  const environment = { now, random, sleep, loadTexts: textsOf(options.locale) };
  const isObserved = hooks || logger || isLogAskedFor();
  const caller: Caller = {
    environment,
    clock: new CorrectedClock(now),
    limits: limitsOf(options),
    maximumAnswerBytes: checkedLimit("maximumAnswerBytes", options.maximumAnswerBytes ?? 32 * 2 ** 20),
    loadObserver: isObserved
      ? async () => {
          try {
            const { createObserver } = await loadPart(() => import("./transport/observe.js"));
            return createObserver({ hooks, logger });
          } catch (error) {
            // Hooks may be relied on; a call that cannot be logged goes on.
            if (hooks) throw error;
            return () => {};
          }
        }
      : undefined,
  };
  const sendCall = createSendCall(caller);

  const connect = (transport: Transport): KnowledgeBaseCalls => {
    const configuration = new Configuration({ basePath, fetchApi: createSignedFetch(transport) });
    const operations = createOperations(configuration, sendCall, project);
    return {
      collections: createCollections(operations),
      docs: createDocs(operations, environment),
      points: createPoints(operations),
      tasks: createTasks(operations, environment, {
        fetch: transport.fetch,
        endpoint: basePath,
        now: caller.clock.now,
      }),
    };
  };
  // The code for explaining is loaded at the first use.
  return {
    ...connect({ authenticate: authenticateBy(credentials, signer, region), fetch }),
    explain: async (explained) => {
      const { explainCall } = await loadPart(() => import("./calls/explain-call.js"));
      return explainCall({ connect, credentials, region }, explained);
    },
    toCurl: async (call) => {
      const { callToCurl } = await loadPart(() => import("./calls/call-to-curl.js"));
      return callToCurl({ connect, region }, call);
    },
  };
}

/**
 * The base address that paths are appended to.
 *
 * @throws TypeError when it is not an http or https address, or has more than scheme, host and port. The address is not
 * shown: it may hold a password.
 */
function parseEndpoint(endpoint: string): string {
  const form = 'an http or https address of scheme, host and port alone, like "http://127.0.0.1:4010"';
  const url = parseUrl(endpoint);
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`The endpoint must be ${form}.`);
  const { username, password, pathname, search, hash } = url;
  const parts = { user: username + password, path: pathname.replace(/^\/+$/, ""), query: search, fragment: hash };
  const surplus = Object.entries(parts).flatMap(([name, text]) => (text ? [name] : []));
  if (surplus.length > 0) {
    throw new TypeError(`The endpoint must be ${form}: leave out its ${surplus.join(" and ")}.`);
  }
  return url.origin;
}
