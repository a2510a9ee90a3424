import { codeOf } from "@viking-kb/contract";
import { type Behaviour, type Call, type Mutant, mutantsOf, refusal, rememberingMutantsOf } from "../mutant.js";
import { addedRules, type LenientRow, leniencies, type StrictRow } from "../signatures/leniencies.js";
import { readClaim, takes, valuesOf } from "../signatures/lenient-verifier.js";

/**
 * The faults that a server can make in verifying signatures: one part not held, or more asked than signers sign. A
 * server verifies in one place, and each run takes its time: so the operations share them out.
 *
 * @param paths of all operations
 * @param share which of the operations this is, counted from 0
 */
export function signatureMutants(operationId: string, paths: readonly string[], share: number): Mutant[] {
  const mutant = mutantsOf(operationId, "access");
  const remembering = rememberingMutantsOf(operationId, "access");
  const all = [
    ...leniencies(paths).map((row) => remembering("signature", row[0], row[1], () => letPass(row))),
    mutant("signature", "link-taken", "the signature of a link is taken", ({ answer, received, body, ask }) => {
      const isLink =
        /[?&]X-Signature=[0-9a-f]{64}/.test(received.target) && valuesOf(received, "authorization").length === 0;
      return answer.status === 401 && isLink ? ask(body ?? {}) : answer;
    }),
    ...addedRules.map((row) => remembering("signature", row[0], row[1], () => refuse(row))),
  ];
  return all.filter((_mutant, index) => index % paths.length === share);
}

/** Answers what is rightly signed but for one thing as if it were; the region of the first right one is its own. */
function letPass([, , leniency]: LenientRow): Behaviour {
  let region: string | undefined;
  return (call) => {
    const { answer, received, body, ask } = call;
    if (answer.status !== 401) {
      region ??= readClaim(valuesOf(received, "authorization")[0] ?? "")?.scope[1];
      return answer;
    }
    return takes(received, { ...call, region: region ?? "" }, leniency) ? ask(body ?? {}) : answer;
  };
}

/** Refuses what breaks an added rule; the region of the first request is the one that is known. */
function refuse([, , isRefused]: StrictRow): Behaviour {
  let known: string | undefined;
  return ({ answer, received }: Call) => {
    const claim = readClaim(valuesOf(received, "authorization")[0] ?? "");
    if (answer.status === 401 || claim === undefined) return answer;
    known ??= claim.scope[1] ?? "";
    return isRefused(received, claim, known) ? refusal(answer, codeOf("unauthorized")) : answer;
  };
}
