import { headerNames } from "../generated/scheme.js";
import { sha256 } from "../sign/digest.js";
import type { AccessKey } from "../verify/check-signature.js";
import { type RefusalReason, refusalReasons } from "../verify/refusal-reason.js";
import { type ReceivedRequest, verifyRequest } from "../verify/verify-request.js";
import { bodyVariants, sizeOf } from "./body-variants.js";
import type { Evidence } from "./evidence.js";
import { faultText, refusalAdvice, type VerifierSettings } from "./fault-text.js";
import { type FindingText, fault, type SignatureFinding } from "./finding.js";
import { explainMismatch, isSignedAs } from "./mismatch.js";

/** What verifyRequest is called with. Each call names one fault, which is removed before the next call. */
interface Question {
  readonly request: ReceivedRequest;
  readonly key: AccessKey | undefined;
  readonly service: string;
  readonly now: Date;
}

/**
 * Every reason why a verifier refuses a request, in the verifier's order. Empty when it accepts the request, or when
 * only the key is missing.
 */
export async function findFaults(evidence: Evidence, settings: VerifierSettings): Promise<SignatureFinding[]> {
  const { authorization, credentials, now, request } = evidence;
  const faults: SignatureFinding[] = [];
  const reasons = new Set<RefusalReason>();
  const named = credentials !== undefined && credentials.accessKeyId === authorization?.accessKeyId;
  let question: Question | undefined = {
    request,
    key: named ? credentials : undefined,
    service: settings.service,
    now,
  };
  while (question !== undefined) {
    const { key, service, now: clock } = question;
    const options = { ...settings, lookUpKey: () => key, now: () => clock, service };
    const verification = await verifyRequest(question.request, options);
    if (verification.ok || reasons.has(verification.reason)) break;
    const { reason } = verification;
    if (reason === "unknown-access-key" && credentials === undefined) break;
    reasons.add(reason);
    faults.push(...(await describe(reason, evidence, settings)));
    question = withoutFault[reason]?.(question, evidence);
  }
  return faults;
}

/** Removes a fault from a question. The search ends at a reason that is not in this table. */
const withoutFault: {
  readonly [Reason in RefusalReason]?: (question: Question, evidence: Evidence) => Question | undefined;
} = {
  "wrong-service": (question, { authorization }) =>
    authorization && { ...question, service: authorization.scope.service },
  "date-outside-window": (question, { moment }) => moment && { ...question, now: moment },
  "repeated-date": keepFirstLines,
  "repeated-content-hash": keepFirstLines,
  "repeated-signed-header": keepFirstLines,
  "unsigned-security-token": ({ request, key, ...question }) => ({
    ...question,
    key: key && { secretAccessKey: key.secretAccessKey },
    request: {
      ...request,
      headers: [...request.headers].filter(([name]) => name.toLowerCase() !== headerNames.securityToken),
    },
  }),
};

function keepFirstLines(question: Question, { lines }: Evidence): Question {
  const headers = [...lines].map(([name, [value = ""]]) => [name, value] as const);
  return { ...question, request: { ...question.request, headers } };
}

async function describe(
  reason: RefusalReason,
  evidence: Evidence,
  settings: VerifierSettings,
): Promise<SignatureFinding[]> {
  const { parts } = evidence;
  if (reason === "signature-mismatch" && parts !== undefined) return [await explainMismatch(evidence, parts)];
  if (reason !== "content-hash-mismatch") return [fault(reason, faultText(reason, evidence, settings))];

  const changedBody = fault(reason, await bodyText(evidence));
  const { authorization, credentials, sentHash: contentHash } = evidence;
  if (parts === undefined || contentHash === undefined) return [changedBody];
  // The hash that was sent belongs to the body that was signed. With this hash, all other parts can be checked.
  const signed = { ...parts, contentHash };
  const othersKey = credentials?.accessKeyId !== authorization?.accessKeyId;
  if (credentials === undefined || othersKey || (await isSignedAs({}, evidence, signed))) return [changedBody];
  return [changedBody, await explainMismatch(evidence, signed)];
}

/** Says which body X-Content-Sha256 is the hash of. */
async function bodyText({ contentHash, request, sentHash }: Evidence): Promise<FindingText> {
  const texts = { expected: contentHash, actual: sentHash };
  const what = `${refusalReasons["content-hash-mismatch"]}, which has ${sizeOf(request.body)}`;
  for (const { body, name, advice } of bodyVariants(request.body)) {
    if ((await sha256(body)) === sentHash) return { what: `${what}: it is that of ${name}`, ...texts, advice };
  }
  return { what, ...texts, advice: refusalAdvice["content-hash-mismatch"] };
}
