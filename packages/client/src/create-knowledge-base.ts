import { createAnsweredCall } from "./answered-call.js";
import { authenticateBy } from "./authentication.js";
import { checkedLimit, limitsOf } from "./call-limits.js";
import { type Collections, createCollections } from "./collections.js";
import type { CorrectedClock } from "./corrected-clock.js";
import { createDocs, type Docs } from "./docs.js";
import { parseEndpoint } from "./endpoint.js";
import { environmentOf } from "./environment.js";
import type { ExplainedCall, Transport } from "./explained-call.js";
import { BASE_PATH } from "./generated/runtime.js";
import type { KnowledgeBaseOptions } from "./knowledge-base-options.js";
import { isLogAskedFor } from "./log-variable.js";
import type { Caller } from "./make-attempt.js";
import { createOperations } from "./operations.js";
import { ownFetch } from "./own-fetch.js";
import { createPoints, type Points } from "./points.js";
import { createSignedFetch } from "./signed-fetch.js";
import { createTasks, type Tasks } from "./tasks.js";

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
  const endpoint = options.endpoint === undefined ? {} : { basePath: parseEndpoint(options.endpoint) };
  const environment = environmentOf(options);
  const { now } = environment;
  const isObserved = hooks || logger || isLogAskedFor();
  const clock: CorrectedClock = { offsetMs: 0 };
  const caller: Caller = {
    environment,
    limits: limitsOf(options),
    maximumAnswerBytes: checkedLimit("maximumAnswerBytes", options.maximumAnswerBytes ?? 32 * 2 ** 20),
    loadObserver: isObserved
      ? async () => (await import("./observe.js")).createObserver({ hooks, logger, now })
      : undefined,
  };
  const call = createAnsweredCall(caller, clock);
  const correctedNow = () => new Date(now().getTime() + clock.offsetMs);

  const connect = (transport: Transport): KnowledgeBaseCalls => {
    const operations = createOperations({
      configuration: { ...endpoint, fetchApi: createSignedFetch(transport) },
      call,
      project,
    });
    return {
      collections: createCollections(operations),
      docs: createDocs(operations, environment),
      points: createPoints(operations),
      tasks: createTasks(operations, environment, {
        fetch: transport.fetch,
        endpoint: endpoint.basePath ?? BASE_PATH,
        now: correctedNow,
      }),
    };
  };
  return {
    ...connect({ authenticate: authenticateBy(credentials, signer, region), fetch }),
    explain: async (explained) => {
      // Loaded when it is asked for: who never does need not carry it.
      const { explainCall } = await import("./explain-call.js");
      return explainCall({ connect, credentials, region }, explained);
    },
    toCurl: async (call) => {
      const { callToCurl } = await import("./call-to-curl.js");
      return callToCurl({ connect, region }, call);
    },
  };
}
