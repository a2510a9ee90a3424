import { checkedLimit, limitsOf } from "./calls/call.js";
import { type Collections, createCollections } from "./calls/collections.js";
import { createDocs, type Docs } from "./calls/docs.js";
import type { ExplainedCall } from "./calls/explain-call.js";
import { createOperations } from "./calls/operations.js";
import { createPoints, type Points } from "./calls/points.js";
import { createTasks, type Tasks } from "./calls/tasks.js";
import { BASE_PATH, Configuration } from "./generated/runtime.js";
import type { KnowledgeBaseOptions } from "./knowledge-base-options.js";
import { authenticateBy } from "./transport/authentication.js";
import { type Caller, CorrectedClock } from "./transport/call-progress.js";
import { isLogAskedFor } from "./transport/environment.js";
import { createSendCall } from "./transport/send-call.js";
import { createSignedFetch, ownFetch, type Transport } from "./transport/signed-fetch.js";
import { sleep as realSleep } from "./transport/timers.js";

/**
 * The four read operations of the API (spec/openapi.yaml). Each resolves to `data` as it came, unknown fields
 * included, and rejects with a {@link KnowledgeBaseError}. What cannot be signed (a key, a region) rejects with a
 * TypeError that says what to change, and what `credentials` throws is passed on.
 */
export interface KnowledgeBase {
  readonly collections: Collections;
  readonly docs: Docs;
  readonly points: Points;
  readonly tasks: Tasks;
  /**
   * Explains how a call would be signed, as this client would now sign it, and sends nothing:
   * `kb.explain((kb) => kb.points.list({ collection_name: "faq" }))`. Where a call makes several requests the first
   * one is explained. Rejects with what the call rejects with before it would send, and with a TypeError where it
   * sends nothing.
   */
  explain(call: (knowledgeBase: KnowledgeBaseCalls) => Promise<unknown>): Promise<ExplainedCall>;
  /**
   * A call as a command for a shell, which signs it anew each time it is run, with the keys in
   * `$VIKING_KB_ACCESS_KEY_ID` and `$VIKING_KB_SECRET_ACCESS_KEY`; sends nothing, and holds no secret. It needs `curl`
   * and, to sign, `node`. Takes and rejects as `explain` does, and works with a `signer` as well.
   */
  toCurl(call: (knowledgeBase: KnowledgeBaseCalls) => Promise<unknown>): Promise<string>;
}

/** The calls of a knowledge base. */
export type KnowledgeBaseCalls = Omit<KnowledgeBase, "explain" | "toCurl">;

/**
 * Creates a client of the knowledge base API; nothing is sent before the first call.
 *
 * @throws TypeError when `endpoint` is no http or https address, when a limit is no number, when both `credentials` and
 * `signer` are given, and in a browser that is handed `credentials`.
 */
export function createKnowledgeBase(options: KnowledgeBaseOptions): KnowledgeBase {
  const { credentials, fetch = ownFetch, hooks, logger, project, region, signer } = options;
  const { now = () => new Date(), random = Math.random, sleep = realSleep } = options;
  const basePath = options.endpoint === undefined ? BASE_PATH : parseEndpoint(options.endpoint);
  const environment = { now, random, sleep };
  const isObserved = hooks || logger || isLogAskedFor();
  const caller: Caller = {
    environment,
    clock: new CorrectedClock(now),
    limits: limitsOf(options),
    maximumAnswerBytes: checkedLimit("maximumAnswerBytes", options.maximumAnswerBytes ?? 32 * 2 ** 20),
    loadObserver: isObserved
      ? async () => (await import("./transport/observe.js")).createObserver({ hooks, logger, now })
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
  // What explains a call is loaded when it is asked for.
  return {
    ...connect({ authenticate: authenticateBy(credentials, signer, region), fetch }),
    explain: async (explained) => {
      const { explainCall } = await import("./calls/explain-call.js");
      return explainCall({ connect, credentials, region }, explained);
    },
    toCurl: async (call) => {
      const { callToCurl } = await import("./calls/call-to-curl.js");
      return callToCurl({ connect, region }, call);
    },
  };
}

/**
 * The base address that paths are appended to.
 *
 * @throws TypeError when it is no http or https address, or has a user, a query or a fragment.
 */
function parseEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new TypeError(
      'The endpoint must be an http or https address without user, query or fragment, like "http://127.0.0.1:4010".',
    );
  }
  return url.href.replace(/\/+$/, "");
}
