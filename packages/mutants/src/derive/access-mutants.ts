import { businessCodes, codeOf, type JsonObject } from "@viking-kb/contract";
import { type Call, type Mutant, mutantsOf, refusal } from "../mutant.js";
import { momentOf, sha256 } from "../signatures/lenient-verifier.js";

/** The faults that a server can make in saying who may ask. */
export function accessMutants(operationId: string, example: JsonObject): Mutant[] {
  const mutant = mutantsOf(operationId, "access");
  return [
    ...lenient.map(([detail, description, passes]) =>
      mutant("authentication", detail, description, (call) =>
        call.answer.status === 401 && passes(call) ? call.ask(call.body ?? {}) : call.answer,
      ),
    ),
    mutant("authentication", "not-ascii-refused", "a body that is not ASCII is said to be signed wrongly", (call) =>
      call.answer.status === 200 && /[^\0-\x7F]/.test(call.text)
        ? refusal(call.answer, codeOf("unauthorized"))
        : call.answer,
    ),
    mutant("permission", "ignored", "whoever has a key may read everything", (call) =>
      call.answer.status === 403 ? call.ask(example) : call.answer,
    ),
    mutant("permission", "hidden", "what may not be read is said not to exist", (call) => {
      const absent = businessCodes.find(
        ({ kind, operations }) => kind.endsWith("-not-exist") && operations.includes(operationId),
      );
      return call.answer.status === 403 && absent ? refusal(call.answer, absent) : call.answer;
    }),
    mutant("permission", "said-first", "what cannot be signed may not be read", (call) =>
      call.answer.status === 401 ? refusal(call.answer, codeOf("no-permission")) : call.answer,
    ),
  ];
}

/** What a server that does not verify enough takes for a valid signature. */
const lenient: readonly [string, string, (call: Call) => boolean][] = [
  ["ignored", "no signature is verified", () => true],
  ["presence-alone", "an Authorization header is enough", (call) => authorization(call) !== ""],
  [
    "well-formed-alone",
    "an Authorization header of the right form is enough",
    (call) => wellFormed.test(authorization(call)),
  ],
  [
    "key-alone",
    "a known access key is enough",
    (call) => call.keys.some(({ accessKeyId }) => authorization(call).includes(`Credential=${accessKeyId}/`)),
  ],
  ["missing-allowed", "a request without Authorization is answered", (call) => authorization(call) === ""],
  ["bearer-allowed", "a bearer token is taken", (call) => /^Bearer /i.test(authorization(call))],
  ["body-not-covered", "a body other than the one that was signed is taken", (call) => isOtherBody(call)],
  ["any-time", "a signature of any time is taken", (call) => isOfAnotherTime(call)],
];

const wellFormed =
  /^HMAC-SHA256 Credential=[^/]+\/\d{8}\/[^/]*\/air\/request, SignedHeaders=[a-z0-9;-]+, Signature=[0-9a-f]{64}$/;

function authorization({ headers }: Call): string {
  return String(headers.authorization ?? "");
}

function isOtherBody({ headers, text }: Call): boolean {
  const claimed = headers["x-content-sha256"];
  return claimed !== undefined && claimed !== sha256(text);
}

/** More than the 15 minutes that clocks may differ. */
function isOfAnotherTime({ headers, now }: Call): boolean {
  return Math.abs(now.getTime() - momentOf(String(headers["x-date"]))) > 15 * 60_000;
}
