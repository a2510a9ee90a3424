import { businessAnswers } from "./generated/business-answers.js";
import { type OperationId, operations } from "./generated/operations.js";
import { Refusal } from "./refusal.js";

/** Which requests a failure concerns, and when it happens. */
interface FailureScope {
  /** Only requests of this operation; any request by default. */
  readonly operation?: OperationId;
  /** How many requests; 1 by default. A call that is retried makes several. */
  readonly times?: number;
  /** Milliseconds of real time until it happens. `Infinity` leaves the request unanswered until it is aborted. */
  readonly delayMs?: number;
}

/** An answer with a business code, such as 1000029. */
interface CodeFailure extends FailureScope {
  readonly code: number;
  /** HTTP status; by default the code's documented one, or 400 for an undocumented code. */
  readonly status?: number;
  /** By default the code's documented message. */
  readonly message?: string;
  /** `Retry-After` of the answer. */
  readonly retryAfterSeconds?: number;
}

/** An answer that is not the API's: a proxy's page, or half of one. */
interface ForeignAnswer extends FailureScope {
  readonly status: number;
  readonly body: string;
  /** `text/html` by default. */
  readonly contentType?: string;
}

/** No answer: the connection was refused before the request was sent, or reset after it. */
interface ConnectionFailure extends FailureScope {
  readonly connection: "refused" | "reset";
}

/** The right answer, late. */
interface Delay extends FailureScope {
  readonly delayMs: number;
}

/** What the fake does instead of answering. */
export type FakeFailure = CodeFailure | ForeignAnswer | ConnectionFailure | Delay;

/** Each kind of failure has one of these fields. */
const kinds = ["code", "body", "connection", "delayMs"];

/** The failures that have not happened yet, in the order in which they were given. */
export interface FailureQueue {
  /** @throws TypeError when the failure would never happen, or says not what happens. */
  add(failure: FakeFailure): void;
  /** The failure of a request of this operation; undefined when it is answered. */
  take(operation: OperationId): FakeFailure | undefined;
  clear(): void;
}

export function createFailureQueue(): FailureQueue {
  let waiting: { readonly failure: FakeFailure; left: number }[] = [];
  return {
    add(failure) {
      const { times = 1 } = failure;
      if (!(times >= 1)) throw new TypeError(`A failure happens once at least: times is ${times}, must be 1 or more.`);
      if (!kinds.some((kind) => kind in failure)) {
        const advice = "status" in failure ? "status needs a body or a code" : `give one of ${kinds.join(", ")}`;
        throw new TypeError(`A failure says what happens: ${advice}.`);
      }
      requireOneOf("operation", failure.operation, Object.keys(operations));
      if ("connection" in failure) requireOneOf("connection", failure.connection, Object.keys(reasons));
      waiting.push({ failure, left: times });
    },
    take(operation) {
      const next = waiting.find(({ failure }) => (failure.operation ?? operation) === operation);
      if (next === undefined) return undefined;
      next.left -= 1;
      if (next.left < 1) waiting = waiting.filter((entry) => entry !== next);
      return next.failure;
    },
    clear() {
      waiting = [];
    },
  };
}

/** @throws TypeError for a value that JavaScript may give: the failure would never happen, or not as it says. */
function requireOneOf(name: string, value: unknown, known: readonly string[]): void {
  if (value === undefined || known.some((one) => one === value)) return;
  throw new TypeError(`A failure's ${name} is one of ${known.join(", ")}; given was ${JSON.stringify(value)}.`);
}

const reasons = {
  refused: { message: "connect ECONNREFUSED", code: "ECONNREFUSED" },
  reset: { message: "read ECONNRESET", code: "ECONNRESET" },
} as const;

/**
 * The answer to a request that fails; undefined when it is answered correctly.
 *
 * @throws Refusal for a business code; TypeError, as fetch does, when there is no answer.
 */
export function failedResponse(failure: FakeFailure): Response | undefined {
  if ("code" in failure) {
    const { code, status, message } = failure;
    const answer = documented(code);
    throw new Refusal({ code, status: status ?? answer.status, message: message ?? answer.message });
  }
  if ("connection" in failure) {
    const { message, code } = reasons[failure.connection];
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
  }
  if (!("body" in failure)) return undefined;
  const { status, body, contentType = "text/html" } = failure;
  return new Response(body, { status, headers: { "content-type": contentType } });
}

/** The documented answer of a code. When two rows have the code, the last one counts: it is the general one. */
function documented(code: number): { status: number; message: string } {
  const answer = businessAnswers.findLast((answer) => answer.code === code);
  if (answer === undefined) return { status: 400, message: `code ${code}` };
  return { ...answer, message: answer.message.replace("%s", "the fake was told to fail") };
}
