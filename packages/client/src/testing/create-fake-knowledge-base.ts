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

/** Options of a fake: those of a knowledge base, except for address and signing. */
export interface FakeOptions extends Omit<ConnectionOptions, "endpoint" | "fetch"> {
  /** Ignores request fields that the contract does not have, as the API does; by default they are refused (1000003). */
  readonly allowUnknownFields?: boolean | undefined;
}

/** A knowledge base with the data of a test. */
export interface FakeKnowledgeBase extends KnowledgeBase {
  /** The requests that arrived, in order, with retries. */
  readonly requests: readonly FakeRequest[];
  /** The fake's `fetch`, for a client that the code under test creates itself. */
  readonly fetch: typeof fetch;
  /** Makes the next request fail, or the next `times`. Several failures happen one after the other. */
  failNext(failure: FakeFailure): void;
  /**
   * Replaces the data.
   *
   * @throws TypeError when an entry is there twice.
   */
  setData(data: FakeData): void;
  /** Forgets the requests that arrived, and the failures that have not happened yet. */
  reset(): void;
}

const fakeKey = { accessKeyId: "fake", secretAccessKey: "fake" };
const signWithFakeKey: Signer = ({ now, ...request }) => signRequest(request, { credentials: fakeKey, now });

/**
 * Creates a knowledge base for tests, in memory. It is a real client: its requests are signed and go through the
 * generated classes, to a `fetch` that answers by the API's rules (locating, paging, order, error codes) and refuses
 * requests that break the contract. Without data it holds what the documented cases need, such as the collection
 * `handbook`. Retries and waits take no time: their pauses move the fake's clock forward instead.
 *
 * @throws TypeError when an entry is in the data twice.
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
    // In a browser a client takes no key, not even a made-up one.
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
