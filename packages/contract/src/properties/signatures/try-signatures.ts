import type { JsonObject } from "../../json.js";
import { claimedBy, type Expectation, expectationsOf, unauthorized } from "../../strict/expectation.js";
import { type Operation, readOperations } from "../../strict-contract.js";
import type { VerifyingTarget } from "../../target/target.js";
import { requestsOf, type Trial } from "../trial.js";
import { type Draft, type OtherSignature, rightDraft, write } from "./draft.js";
import { rightSignatures } from "./right-signatures.js";
import { wrongSignatures } from "./wrong-signatures.js";

/** A request, what must become of it, and what must be said of it. */
interface Way extends OtherSignature {
  readonly draft: Draft;
  readonly must: "is refused" | "is taken";
  readonly expected: Expectation;
}

/** With fewer random requests to each operation a run is a short one. */
const shortRun = 100;

/** Where requests are far between, the first date would be old at the end. */
const signedAnewMilliseconds = 10_000;

/**
 * Sends one request signed in every wrong way, which must be refused, and in every right one, which must be answered as
 * it is when signed as usual. In a cloud, where each request takes its time, and in a short run the operations share
 * them out.
 */
export async function trySignatures(
  operation: Operation,
  request: JsonObject,
  trial: Trial,
  target: VerifyingTarget,
): Promise<void> {
  const { context, asker, fail, ended, leaveOut } = trial;
  const { operationId } = operation;
  const usual = await asker.ask(operation, request);
  if (usual.answer === undefined) {
    leaveOut(`signatures in ${operationId}: what is signed as usual brings no answer`);
    return;
  }
  const answered = claimedBy(usual.answer.status, usual.body, expectationsOf(operationId));
  const tried = readOperations().filter((one) => requestsOf(context, one, 200).length > 0);
  const share = tried.findIndex((one) => one.operationId === operationId);
  const isShort = target.kind === "cloud" || context.requestsPerOperation < shortRun;
  const isLeft = (way: Way | undefined, index: number) => isShort && !way?.always && index % tried.length !== share;

  let signedAt = context.now();
  let ways = waysAt(signedAt);
  for (let index = 0; index < ways.length && !ended(); index += 1) {
    if (isLeft(ways[index], index)) continue;
    const now = context.now();
    if (now.getTime() - signedAt.getTime() > signedAnewMilliseconds) {
      signedAt = now;
      ways = waysAt(now);
    }
    const way = ways[index];
    if (way === undefined || !(await isTaken(way)) || index > 0) continue;
    leaveOut(`the other signatures in ${operationId}, which takes any`);
    return;
  }

  function waysAt(date: Date): Way[] {
    const { url } = context;
    const { credentials, restrictedCredentials: restricted, region } = target;
    const body = JSON.stringify(request);
    const right = rightDraft({ path: operation.path, base: url, body, credentials, region, date });
    const otherPath = readOperations().find(({ path }) => path !== operation.path)?.path ?? "/";
    const surroundings = { date, region, otherPath, restricted };
    const signed = (rows: readonly OtherSignature[], must: Way["must"], expected: Expectation): Way[] =>
      rows
        .filter(({ decision }) => target.kind === "server" || !decision)
        .map((row) => ({ ...row, draft: { ...right, ...row.change }, must, expected }));
    return [
      ...signed(wrongSignatures(right, surroundings), "is refused", unauthorized),
      ...signed(rightSignatures(right, date, region), "is taken", answered),
    ];
  }

  /** Sends one; resolves to whether it is answered as if it were signed rightly. */
  async function isTaken({ what, draft, elsewhere, must, expected }: Way): Promise<boolean> {
    const { target: path, headers, body } = write(draft);
    const send = () => asker.sender.send(path, draft.method, headers, body);
    const { findings, answer } = await asker.hold(operation, { body, request, send }, expected);
    const status = answer?.status ?? 0;
    // A router that knows no such target or host says so before it looks at a signature.
    const isElsewhere = elsewhere && status >= 400 && (status !== 401 || must === "is refused");
    if (findings.length > 0 && !isElsewhere) fail({ operationId, title: `${what} ${must}`, findings });
    return status === 200;
  }
}
