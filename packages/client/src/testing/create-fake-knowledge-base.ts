import { signRequest } from "@viking-kb/auth/sign";
import { createKnowledgeBase, type KnowledgeBase } from "../create-knowledge-base.js";
import type { ConnectionOptions } from "../knowledge-base-options.js";
import type { Signer } from "../transport/authentication.js";
import { isBrowser } from "../transport/environment.js";
import type { FakeData } from "./fake-data.js";
import { createFailureQueue, type FakeFailure } from "./fake-failure.js";
import { createFakeFetch, type FakeRequest } from "./fake-fetch.js";
import { createFakeStore } from "./fake-store.js";
import { documentedData } from "./generated/documented-data.js";
import { createPassingTime } from "./passing-time.js";

/** How a fake behaves: the options of a knowledge base, but for how it is reached and signed. */
export interface FakeOptions extends Omit<ConnectionOptions, "endpoint" | "fetch"> {
  /** Ignores request fields that the contract does not have, as the API does; by default they are refused (1000003). */
  readonly allowUnknownFields?: boolean | undefined;
}

/** A knowledge base that holds what a test gave it. */
export interface FakeKnowledgeBase extends KnowledgeBase {
  /** The requests that arrived, in their order, retries included. */
  readonly requests: readonly FakeRequest[];
  /** What the requests are sent with: for a client that the code under test creates itself. */
  readonly fetch: typeof fetch;
  /** Lets the next request fail, or the next `times`; several failures happen one after the other. */
  failNext(failure: FakeFailure): void;
  /**
   * Holds these data from now on, instead of those before.
   *
   * @throws TypeError where something stands in them twice.
   */
  setData(data: FakeData): void;
  /** Forgets the requests that arrived and the failures that are yet to happen. */
  reset(): void;
}

const fakeKey = { accessKeyId: "fake", secretAccessKey: "fake" };
const signWithFakeKey: Signer = ({ now, ...request }) => signRequest(request, { credentials: fakeKey, now });

/**
 * A knowledge base for tests, in memory: a real client, whose requests go through the generated classes, the
 * signature and the envelope to a `fetch` that answers by the API's rules (locating, paging, order, error codes) and
 * refuses what breaks the contract. Without data it holds what the documented cases ask for, the collection `handbook`
 * among others. Retries and waits take no time: their sleeps put the fake's clock forward instead.
 *
 * @throws TypeError where something stands in the data twice.
 */
export function createFakeKnowledgeBase(
  data: FakeData = documentedData,
  { allowUnknownFields = false, ...options }: FakeOptions = {},
): FakeKnowledgeBase {
  const requests: FakeRequest[] = [];
  const failures = createFailureQueue();
  const time = createPassingTime();
  const { now = time.now, sleep = time.sleep } = options;
  let store = createFakeStore(data);
  const fetch = createFakeFetch({
    store: () => store,
    failures,
    record: (request) => requests.push(request),
    now,
    allowUnknownFields,
  });
  const knowledgeBase = createKnowledgeBase({
    ...options,
    now,
    sleep,
    fetch,
    endpoint: "https://knowledge-base.example",
    // In a browser's page a client takes no key, not even a made-up one.
    ...(isBrowser() ? { signer: signWithFakeKey } : { credentials: fakeKey }),
  });
  return {
    ...knowledgeBase,
    requests,
    fetch,
    failNext: (failure) => failures.add(failure),
    setData(changed) {
      store = createFakeStore(changed);
    },
    reset() {
      requests.length = 0;
      failures.clear();
    },
  };
}
