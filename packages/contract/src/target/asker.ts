import type { DocumentedCase } from "../cases/documented-cases.js";
import type { Finding } from "../finding.js";
import { isObject, type JsonObject } from "../json.js";
import type { LayerContext } from "../layer.js";
import { createAnswerCheck } from "../strict/check-answer.js";
import { caseOf, claimedBy, type Expectation, expectationsOf } from "../strict/expectation.js";
import { readBody, withoutSignatures } from "../strict/read-body.js";
import { createFreshIdCheck } from "../strict/rules/envelope.js";
import { type Operation, schemaOf } from "../strict-contract.js";
import type { Answer } from "./answer.js";
import { createSender, LateAnswerError, type Sender } from "./sender.js";

/** What came of a request. */
export interface Asked {
  /** Links are without what signs them. Empty where nothing that can be read came. */
  readonly body: JsonObject;
  /** Absent where none came. */
  readonly answer?: Answer | undefined;
  readonly findings: readonly Finding[];
  readonly milliseconds: number;
}

/** So many answers of a path in a row are waited for in vain: a path that hangs would take the time of all others. */
const mostLate = 3;

/** What is told of a request that was not sent any more. */
export const notWaitedFor: Finding = { at: "answer", message: "was not waited for: the last three did not come" };

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
  /** Sends a request without a body, signed, to a path that may be none of the contract's. */
  sendOutside(method: string, path: string): Promise<Answer>;
  close(): void;
}

/** A request that is sent by hand. */
interface SentByHand {
  readonly method: string;
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
  const sender = createSender(context);
  // A mock answers with the examples, ids included.
  const checkFreshId = target.kind === "mock" ? () => [] : createFreshIdCheck();
  const late = new Map<string, number>();
  let count = 0;

  const receive = async (
    method: string,
    body: Uint8Array | string,
    path: string,
    send: () => Promise<Answer>,
    expect: (status: number, body: JsonObject) => DocumentedCase,
    documented?: DocumentedCase,
  ): Promise<Asked> => {
    if ((late.get(path) ?? 0) >= mostLate) return { body: {}, findings: [notWaitedFor], milliseconds: 0 };
    const started = performance.now();
    count += 1;
    try {
      const answer = await send();
      late.delete(path);
      const read = readBody(answer.bytes).value;
      const value = isObject(read) ? read : {};
      const expected = expect(answer.status, value);
      const findings = [...(documented ? check : checkMade)(expected, answer), ...checkFreshId(value)];
      const { operationId } = expected;
      const kept = findings.length === 0;
      context.onExchange({ operationId, request: { method, path, body }, answer, documented, kept });
      const unsigned = withoutSignatures(value, schemaOf(pairs, { operationId, status: answer.status }));
      return { body: unsigned, answer, findings, milliseconds: performance.now() - started };
    } catch (error) {
      if (error instanceof LateAnswerError) late.set(path, (late.get(path) ?? 0) + 1);
      const message = `did not come: ${error instanceof Error ? error.message : String(error)}`;
      return { body: {}, findings: [{ at: "answer", message }], milliseconds: performance.now() - started };
    }
  };

  return {
    sender,
    count: () => count,
    askCase: (documented) =>
      receive(
        "POST",
        JSON.stringify(documented.request),
        documented.path,
        () => sender.sendCase(documented),
        () => documented,
        documented,
      ),
    ask(operation, request, expected, text = JSON.stringify(request)) {
      const documented = expectationsOf(operation.operationId);
      return receive(
        "POST",
        text,
        operation.path,
        () => sender.sendSigned(operation.path, text),
        (status, body) => caseOf(operation, request, expected ?? claimedBy(status, body, documented)),
      );
    },
    hold: (operation, { method, body, request = {}, send }, expected) =>
      receive(method, body, operation.path, send, () => caseOf(operation, request, expected)),
    sendOutside(method, path) {
      count += 1;
      return sender.sendEmpty(method, path);
    },
    close: () => sender.close(),
  };
}
