import type { DocumentedCase } from "../cases/documented-cases.js";
import type { Finding } from "../finding.js";
import { isObject, type JsonObject } from "../json.js";
import type { LayerContext, LayerFailure } from "../layer.js";
import { createExchangeView, type ShownExchange } from "../report/shown-exchange.js";
import { createAnswerCheck } from "../strict/check-answer.js";
import { caseOf, claimedBy, type Expectation, expectationsOf } from "../strict/expectation.js";
import { readBody, withoutSignatures } from "../strict/read-body.js";
import { createFreshIdCheck } from "../strict/rules/envelope.js";
import { type Operation, schemaOf } from "../strict-contract.js";
import { type Answer, type Sent, tooMany } from "./answer.js";
import { createSender, NoAnswerError, type Sender } from "./sender.js";
import { sendUntilLimited } from "./use-up-quota.js";

/** What came of a request. */
export interface Asked {
  /** Links are without what signs them. Empty where nothing that can be read came. */
  readonly body: JsonObject;
  /** Absent where none came. */
  readonly answer?: Answer | undefined;
  readonly findings: readonly Finding[];
  readonly milliseconds: number;
}

const untried = "not tried";

/** Whether nothing is known of a request: it was not sent, or refused since there were too many. */
export function isUntried(findings: readonly Finding[]): boolean {
  return findings.some(({ at }) => at === untried);
}

/** What is told of a request to an operation of which an answer was given up: `reason` says of that one, why. */
export function notWaitedFor(reason: string): Finding {
  return { at: untried, message: `since an earlier answer was given up: ${reason}` };
}

/** What stands for all paths and methods that are none of the contract's. */
const outside = "*";

/** What is told of a request that was answered so. */
export const limited: Finding = { at: untried, message: `since it was answered ${tooMany}: too many requests` };

const howToBeSlower = "send fewer a second (--rate), or give the server a higher quota, and run it again";

/** What a layer could not try, and so has not seen kept. */
interface Untried {
  /** Takes a request that could not be tried, with why; returns what is told of it. */
  leave(operationId: string, reason: Finding): Finding[];
  /** A failure for each operation and reason. */
  failures(): LayerFailure[];
}

/** Counts what one layer could not try. */
export function createUntried(): Untried {
  const left = new Map<string, { readonly operationId: string; readonly reason: Finding; readonly times: number }>();
  return {
    leave(operationId, reason) {
      const key = `${operationId} ${reason.message}`;
      left.set(key, { operationId, reason, times: (left.get(key)?.times ?? 0) + 1 });
      return [reason];
    },
    failures: () =>
      [...left.values()].map(({ operationId, reason, times }) => ({
        operationId,
        title: `${times} ${times === 1 ? "request" : "requests"} could not be tried`,
        findings: reason === limited ? [reason, { at: untried, message: howToBeSlower }] : [reason],
      })),
  };
}

/** Sends requests to a target and holds each answer to the strict checker. */
export interface Asker {
  readonly sender: Sender;
  /** How many requests were sent. */
  readonly count: () => number;
  /** Sends a documented case. */
  askCase(documented: DocumentedCase): Promise<Asked>;
  /**
   * Sends a made-up request, signed.
   *
   * @param expected any documented answer of the operation when absent
   * @param text the body as it is sent; the request as JSON when absent
   */
  ask(operation: Operation, request: JsonObject, expected?: Expectation, text?: string): Promise<Asked>;
  /** Holds what `send` resolves to against an expectation. */
  hold(operation: Operation, sent: SentByHand, expected: Expectation): Promise<Asked>;
  /**
   * Sends a request without a body, signed, to a path that may be none of the contract's; holds what comes by `check`.
   */
  askOutside(
    operation: Operation,
    request: { readonly method: string; readonly path: string },
    check: (answer: Answer) => Finding[],
  ): Promise<readonly Finding[]>;
  /**
   * What could not be tried, since answers had no end, or there were too many requests: a failure of each operation.
   */
  untried(): LayerFailure[];
  /** Forgets what was asked until now, since what is asked next has nothing to do with it. */
  forget(): void;
  /** The first two requests and the last one that are not forgotten, as a report shows them. */
  recall(): ShownExchange[];
  close(): void;
}

/** A request that is sent by hand. */
interface SentByHand {
  readonly body: Uint8Array | string;
  /** What the body says; nothing when absent. */
  readonly request?: JsonObject;
  send(): Promise<Answer>;
}

/** An asker for one run of a layer; `close` ends its connections. */
export function createAsker(context: LayerContext): Asker {
  const { pairs, target, answerBudgetMilliseconds } = context;
  const options = { decisions: target.kind !== "cloud", answerBudgetMilliseconds };
  const check = createAnswerCheck(pairs, options);
  // A mock answers a made-up request with an example, which is about something else.
  const checkMade = target.kind === "mock" ? createAnswerCheck(pairs, { ...options, bodyRules: false }) : check;
  const sent: Sent[] = [];
  const sender = createSender({ ...context, onSent: (one) => sent.splice(2, 1, one) });
  const show = createExchangeView(context);
  // A mock answers with the examples, ids included.
  const checkFreshId = target.kind === "mock" ? () => [] : createFreshIdCheck();
  const { endless } = context;
  const { leave, failures: untriedFailures } = createUntried();
  let count = 0;

  const failed = (path: string, error: unknown): Finding => {
    if (error instanceof NoAnswerError && error.endless) endless.set(path, error.message);
    return { at: "answer", message: `did not come: ${error instanceof Error ? error.message : String(error)}` };
  };

  const receive = async (
    { operationId, path }: Pick<Operation, "operationId" | "path">,
    { body, send }: SentByHand,
    expect: (status: number, body: JsonObject) => DocumentedCase,
    documented?: DocumentedCase,
  ): Promise<Asked> => {
    const gone = endless.get(path);
    if (gone !== undefined) {
      return { body: {}, findings: leave(operationId, notWaitedFor(gone)), milliseconds: 0 };
    }
    const started = performance.now();
    count += 1;
    context.onAsked?.(operationId);
    try {
      const answer = await send();
      const read = readBody(answer.bytes).value;
      const value = isObject(read) ? read : {};
      const expected = expect(answer.status, value);
      if (answer.status === tooMany && expected.status !== tooMany) {
        return { body: {}, findings: leave(operationId, limited), milliseconds: performance.now() - started };
      }
      const findings = [...(documented ? check : checkMade)(expected, answer), ...checkFreshId(value)];
      const kept = findings.length === 0;
      context.onExchange({ operationId, requestBody: body, answer, documented, kept });
      const unsigned = withoutSignatures(value, schemaOf(pairs, { operationId, status: answer.status }));
      return { body: unsigned, answer, findings, milliseconds: performance.now() - started };
    } catch (error) {
      return { body: {}, findings: [failed(path, error)], milliseconds: performance.now() - started };
    }
  };

  return {
    sender,
    count: () => count,
    askCase: (documented) =>
      receive(
        documented,
        {
          body: JSON.stringify(documented.request),
          send: () =>
            documented.status === tooMany && target.kind !== "mock"
              ? sendUntilLimited(documented, context)
              : sender.sendCase(documented),
        },
        () => documented,
        documented,
      ),
    ask(operation, request, expected, text = JSON.stringify(request)) {
      const documented = expectationsOf(operation.operationId);
      return receive(operation, { body: text, send: () => sender.sendSigned(operation.path, text) }, (status, body) =>
        caseOf(operation, request, expected ?? claimedBy(status, body, documented)),
      );
    },
    hold: (operation, sent, expected) =>
      receive(operation, sent, () => caseOf(operation, sent.request ?? {}, expected)),
    async askOutside({ operationId }, { method, path }, check) {
      const gone = endless.get(outside);
      if (gone !== undefined) return leave(operationId, notWaitedFor(gone));
      count += 1;
      try {
        const answer = await sender.sendEmpty(method, path);
        return answer.status === tooMany ? leave(operationId, limited) : check(answer);
      } catch (error) {
        return [failed(outside, error)];
      }
    },
    untried: untriedFailures,
    forget: () => void sent.splice(0),
    recall: () => sent.map(show),
    close: () => sender.close(),
  };
}
