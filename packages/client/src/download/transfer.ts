import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Environment } from "../transport/environment.js";
import { onAbort } from "../transport/on-abort.js";
import { longestTimerMs } from "../transport/timers.js";

/** The limits of a download, and the signal that may end it. */
interface TransferLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly stallTimeoutMs: number;
}

/** A download under way. */
export interface Transfer {
  /** Aborts with the error to throw, when the caller ends the download or its time is over. */
  readonly signal: AbortSignal;
  /** Requests sent so far. */
  sent: number;
  /** Bytes received so far. */
  received: number;
  /** Begins a request. Its signal aborts when the other side stays silent for too long, and with the download. */
  request(): AbortSignal;
  /** Awaits the other side. When it stays silent for too long, the request ends, and with it this wait. */
  answer<Value>(value: Promise<Value>): Promise<Value>;
  /** Ends every wait and the connection with this error, unless they have ended before. */
  end(error: unknown): void;
  /** Removes all timers and listeners. */
  release(): void;
}

/** Starts the time limits of a download. */
export function createTransfer(limits: TransferLimits, sleep: Environment["sleep"]): Transfer {
  const { signal, timeoutMs, stallTimeoutMs } = limits;
  const controller = new AbortController();
  const whole = new AbortController();
  let request = new AbortController();
  let forget: (() => void) | undefined;
  const abort = () => controller.abort(aborted(signal?.reason, transfer));
  const endAfter = (ended: AbortController, milliseconds: number, until: AbortSignal, option: string) => {
    if (milliseconds > longestTimerMs) return;
    sleep(milliseconds, until).then(
      () => ended.abort(timedOut(milliseconds, option, transfer)),
      () => {},
    );
  };
  const transfer: Transfer = {
    signal: controller.signal,
    sent: 0,
    received: 0,
    request() {
      request = new AbortController();
      if (controller.signal.aborted) request.abort(controller.signal.reason);
      return request.signal;
    },
    async answer(value) {
      const silence = new AbortController();
      endAfter(request, stallTimeoutMs, silence.signal, "stallTimeoutMs");
      try {
        return await untilAborted(value, request.signal);
      } finally {
        silence.abort();
      }
    },
    end: (error) => controller.abort(error),
    release() {
      whole.abort();
      detach();
      forget?.();
    },
  };
  const detach = onAbort(controller.signal, () => request.abort(controller.signal.reason));
  // Before the time limit, since it throws when the signal is none.
  if (signal?.aborted) abort();
  else forget = signal && onAbort(signal, abort);
  endAfter(controller, timeoutMs, whole.signal, "timeoutMs");
  return transfer;
}

function aborted(cause: unknown, { sent }: Transfer): KnowledgeBaseError {
  return new KnowledgeBaseError("The download was aborted.", {
    kind: "aborted",
    hint: "The signal that was passed to it ended it.",
    attempts: sent,
    cause,
  });
}

function timedOut(milliseconds: number, option: string, { sent, received }: Transfer): KnowledgeBaseError {
  const what = option === "timeoutMs" ? "The download was not done" : "Nothing more came";
  return new KnowledgeBaseError(`${what} within ${milliseconds} ms (${received} bytes so far).`, {
    kind: "timeout",
    hint: `Check the network, or set \`${option}\` higher.`,
    attempts: sent,
  });
}

/**
 * Resolves to what a promise resolves to. When the signal aborts first, it rejects at once with the signal's reason.
 */
export function untilAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
