import {
  type CallLimits,
  createKnowledgeBase,
  isKnowledgeBaseError,
  type KnowledgeBase,
  type Locale,
} from "@viking-kb/client";
import { tokenHeader } from "../../session.js";
import { createRelayFetch, type NoAnswer } from "./relay-fetch.js";

/** The last request of a panel and its answer. */
export interface Exchange {
  readonly durationMs: number;
  /** Which request of its call it was, from 1. */
  readonly attempt: number;
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  /** Business code; 0 is success. */
  readonly code?: number | undefined;
  readonly requestId?: string | undefined;
}

/** What went wrong, for a banner. */
export interface Failure {
  readonly kind: string;
  /**
   * Whether the API gave no answer: its words are then the relay's, in English, and the page's own stand above them.
   */
  readonly isUnanswered: boolean;
  /** With the code and the status of the answer, where one came. */
  readonly message: string;
  readonly hint?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The error of a call that failed, with what a banner says of it. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause: unknown) {
    super(failure.message, { cause });
    this.failure = failure;
  }
}

interface PageClientOptions {
  readonly token: string;
  readonly locale: Locale;
  readonly limits: CallLimits;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onRefused: () => void;
  /** Told of each pause between requests, in milliseconds. */
  readonly onPause?: (milliseconds: number) => void;
}

/**
 * Does something with a client of the knowledge base whose requests the relay signs. It is a client of its own, so what
 * the relay says of one call is never told of another.
 *
 * @throws CallFailed
 */
export async function withPageClient<Result>(
  options: PageClientOptions,
  work: (kb: KnowledgeBase) => Promise<Result>,
): Promise<Result> {
  const { token, locale, limits, onExchange, onRefused, onPause } = options;
  let noAnswer: NoAnswer | undefined;
  const kb = createKnowledgeBase({
    ...limits,
    endpoint: location.origin,
    signer: () => ({ [tokenHeader]: token }),
    fetch: createRelayFetch({
      onRefused,
      onNoAnswer: (reason) => {
        noAnswer = reason;
      },
    }),
    locale,
    hooks: {
      afterAttempt: ({ attempt, durationMs = 0, status, requestId, error }) => {
        if (error?.kind === "aborted") return;
        onExchange({ attempt, durationMs, status, requestId, code: error ? error.code : 0 });
      },
    },
    ...(onPause ? { sleep: pausing(onPause) } : {}),
  });
  try {
    return await work(kb);
  } catch (error) {
    throw new CallFailed(describeFailure(error, noAnswer), error);
  }
}

/** Waits as the client does by itself, and tells how long. */
function pausing(onPause: (milliseconds: number) => void) {
  return (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      onPause(milliseconds);
      const timer = setTimeout(resolve, milliseconds);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
}

function describeFailure(error: unknown, noAnswer: NoAnswer | undefined): Failure {
  if (!isKnowledgeBaseError(error)) {
    return { kind: "unknown", isUnanswered: false, message: error instanceof Error ? error.message : String(error) };
  }
  // The relay knows why the API did not answer; this client only that the relay had nothing to give, or that its own
  // time was over while it asked once more.
  if ((error.kind === "connection" || error.kind === "timeout") && noAnswer)
    return { message: error.message, ...noAnswer, isUnanswered: true };
  const { kind, message, hint, requestId } = error;
  return { kind, isUnanswered: false, message, hint, requestId };
}
