import fc, { type Arbitrary } from "fast-check";
import { findDifferences } from "../differences.js";
import { cut, type Finding, quote } from "../finding.js";
import type { JsonObject } from "../json.js";
import type { LayerFailure } from "../layer.js";
import type { ShownExchange } from "../report/shown-exchange.js";
import { invalidRequest } from "../strict/expectation.js";
import { checkPageOf } from "../strict/rules/points.js";
import { codeIn, type Operation } from "../strict-contract.js";
import { type Asked, type Asker, isUntried } from "../target/asker.js";
import { type SameAnswer, sameAnswers } from "./same-answers.js";
import type { WholeOf } from "./trial.js";
import { type Material, type ValidRequest, validRequests, write } from "./valid-requests.js";
import { violations } from "./violations.js";

/** Something that must hold of every request of a kind. */
export interface Property<Request> {
  readonly operationId: string;
  /** What must hold, in a few words. */
  readonly title: string;
  readonly requests: Arbitrary<Request>;
  /** What is amiss with the answer to one. */
  check(request: Request): Promise<readonly Finding[]>;
  /** A request in one line. */
  show(request: Request): string;
}

/** How often and how long it is tried. */
interface PropertyRun {
  readonly seed: number;
  readonly runs: number;
  /** Whether what fails is left as it was found, and not made smaller. */
  readonly failFast: boolean;
  /** What the property asks by. */
  readonly asker: Pick<Asker, "forget" | "recall">;
}

/** Tries a property; resolves to the smallest request that it does not hold of, with what is amiss. */
export async function runProperty<Request>(
  property: Property<Request>,
  run: PropertyRun,
): Promise<LayerFailure | undefined> {
  const { operationId, title, requests, check, show } = property;
  let findings: readonly Finding[] = [];
  let asked: readonly ShownExchange[] = [];
  const details = await fc.check(
    fc.asyncProperty(requests, async (request) => {
      run.asker.forget();
      const found = await check(request);
      // Of a request that could not be tried nothing is known, neither that it fails.
      if (isUntried(found)) return true;
      if (found.length === 0) return true;
      findings = found;
      asked = run.asker.recall();
      return false;
    }),
    { seed: run.seed, numRuns: run.runs, endOnFailure: run.failFast },
  );
  if (!details.failed) return undefined;
  const [smallest] = details.counterexample ?? [];
  // What is found last belongs to the last request that failed, which is the smallest one.
  const oneLine = (request: Request) => cut(show(request).replaceAll(/\s+/g, " "), 300);
  const sent = smallest === undefined ? [] : [{ at: "request", message: oneLine(smallest) }];
  return { operationId, title, findings: [...sent, ...findings], asked };
}

/** Requests that keep the contract get what they ask for, or a documented error that is not about the request. */
export function answersValid(
  operation: Operation,
  material: Material,
  asker: Asker,
  wholeOf: WholeOf,
): Property<ValidRequest> {
  return {
    operationId: operation.operationId,
    title: "valid requests get a documented answer",
    requests: validRequests(operation, material),
    async check({ request, writing }) {
      const asked = await asker.ask(operation, request, undefined, write(request, writing));
      if (asked.findings.length > 0) return asked.findings;
      return [...refusal(operation.operationId, request, asked), ...(await page(request, asked))];
    },
    show: ({ request, writing }) => line(operation, write(request, writing)),
  };

  async function page(request: JsonObject, { body, answer }: Asked): Promise<Finding[]> {
    const isPage = operation.operationId === "listPoints" && answer?.status === 200;
    const whole = isPage ? await wholeOf(request) : undefined;
    return whole === undefined ? [] : checkPageOf(whole, request, body);
  }
}

/** A valid request is refused for who sends it, or for what is not there. */
function refusal(operationId: string, request: JsonObject, { body, answer }: Asked): Finding[] {
  const kind = codeIn(operationId, body)?.kind;
  const refused = answer?.status === 401 || (kind === "invalid-request" && !isWithoutPipeline(request, body));
  return refused
    ? [{ at: "/code", message: `is ${body.code} (${quote(String(body.message))}) for a valid request` }]
    : [];
}

/** Of a pipeline that is not there the contract says so with the code of an invalid request. */
function isWithoutPipeline({ task_id: task, pipeline_name: pipeline }: JsonObject, { message }: JsonObject): boolean {
  return task === undefined && Boolean(pipeline) && /pipeline/i.test(String(message));
}

/** A request with one thing wrong is refused, and told which field it is. */
export function refusesViolations(
  operation: Operation,
  anchors: readonly JsonObject[],
  asker: Asker,
  named: boolean,
): Property<JsonObject>[] {
  return violations(operation, anchors).map(({ what, fields, requests }) => ({
    operationId: operation.operationId,
    title: `${what} is refused`,
    requests,
    async check(request) {
      const { findings, body } = await asker.ask(operation, request, invalidRequest);
      return findings.length > 0 || !named ? findings : namesOneOf(fields, body.message);
    },
    show: (request) => line(operation, JSON.stringify(request)),
  }));
}

function namesOneOf(fields: readonly string[], message: unknown): Finding[] {
  const said = /^invalid request:\s*([^:]+):\s*\S/.exec(String(message))?.[1] ?? "";
  if (fields.some((field) => said === field || said.startsWith(`${field}.`) || said.startsWith(`${field}[`))) return [];
  return [
    {
      at: "/message",
      message: `is ${quote(String(message))}; expected "invalid request:${fields.join(" or ")}: " and a reason`,
    },
  ];
}

/** Requests that mean the same get the same answer. */
export function answersAlike(
  operation: Operation,
  anchors: readonly JsonObject[],
  asker: Asker,
  decisions: boolean,
): Property<SameAnswer> {
  return {
    operationId: operation.operationId,
    title: "requests that mean the same get the same answer",
    requests: sameAnswers(operation, anchors, decisions),
    async check({ first, second, writing, how }) {
      const one = await asker.ask(operation, first);
      const other = await asker.ask(operation, second, undefined, write(second, writing));
      const alone = [...one.findings, ...other.findings];
      if (alone.length > 0) return alone;
      const found = findDifferences(one.body, other.body, how);
      return found.length === 0 || decisions ? found : unlessItMoves(first, one, found);
    },
    show: ({ second, writing }) => line(operation, write(second, writing)),
  };

  /** In a cloud something may go on meanwhile: what the first request itself is answered otherwise proves nothing. */
  async function unlessItMoves(
    first: JsonObject,
    { body }: Asked,
    found: readonly Finding[],
  ): Promise<readonly Finding[]> {
    const again = await asker.ask(operation, first);
    if (again.findings.length > 0) return again.findings;
    return findDifferences(body, again.body, "").length > 0 ? [] : found;
  }
}

function line({ path }: Operation, body: string): string {
  return `POST ${path} ${body}`;
}
