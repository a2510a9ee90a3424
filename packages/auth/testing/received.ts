import type { ReceivedRequest, RefusalReason } from "../src/index.js";
import { type ReferenceRequest, referenceAuthorization, sha256 } from "./reference-signer.js";

export const now = new Date("2026-01-15T08:30:00Z");

/**
 * The keys that a verifier knows. The second is temporary; the third is an entry that its keeper has filled in wrongly.
 */
export const keys: Record<string, { secretAccessKey: string; sessionToken?: string } | null> = {
  AKLTEXAMPLE: { secretAccessKey: "example-secret" },
  AKTPEXAMPLE: { secretAccessKey: "temporary-secret", sessionToken: "STSexample==" },
  AKLTEMPTY: { secretAccessKey: "" },
  AKLTDISABLED: null,
};

type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * How a row differs from the base request: in what is signed, in what is sent, or in both. The base request is sound.
 */
export interface Difference extends Partial<Omit<ReferenceRequest, "body">> {
  readonly body?: string;
  /** Headers that are sent exactly so, beside Authorization. `authorization` gives or changes that one. */
  readonly sentHeaders?: Pairs;
  readonly authorization?: string | readonly string[] | ((signed: string) => string | readonly string[]);
  readonly sentMethod?: string;
  readonly target?: string;
  readonly sentBody?: string;
}

const body = '{"doc_id":"d1"}';

/** The base request's signed headers. */
export const baseHeaders = {
  "content-type": "application/json",
  host: "localhost:3000",
  "x-content-sha256": sha256(body),
  "x-date": "20260115T083000Z",
};

/** Headers like those of the base, some changed, some added or (undefined) left out, in byte order of their names. */
export function headersWith(changes: Record<string, string | undefined>): [string, string][] {
  return Object.entries({ ...baseHeaders, ...changes })
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/**
 * The base headers in the order in which the vendor's published samples in Go and Java sign them, changed in the same
 * way.
 */
export function headersInSampleOrder(changes: Record<string, string | undefined> = {}): [string, string][] {
  const sampled = ["host", "x-date", "x-content-sha256", "content-type"];
  return headersWith(changes).sort(([left], [right]) => sampled.indexOf(left) - sampled.indexOf(right));
}

/** The base request as a verifier receives it, with a row's difference. */
export function received(difference: Difference = {}): ReceivedRequest {
  const signedHeaders = difference.signedHeaders ?? headersWith({});
  const request = {
    accessKeyId: "AKLTEXAMPLE",
    secretAccessKey: "example-secret",
    scope: "20260115/cn-beijing/air/request",
    date: "20260115T083000Z",
    method: "POST",
    canonicalUri: "/api/knowledge/doc/info",
    canonicalQuery: "",
    body,
    ...difference,
    signedHeaders,
  };
  const signed = referenceAuthorization(request);
  const { authorization = signed } = difference;
  const sent = typeof authorization === "function" ? authorization(signed) : authorization;
  const lines = (typeof sent === "string" ? [sent] : sent).map((value) => ["Authorization", value] as const);
  return {
    method: difference.sentMethod ?? request.method,
    target: difference.target ?? request.canonicalUri,
    headers: [...(difference.sentHeaders ?? signedHeaders), ...lines],
    body: new TextEncoder().encode(difference.sentBody ?? request.body),
  };
}

/** The base request with a pattern replaced in its Authorization header. */
export const altered = (pattern: RegExp | string, replacement: string): Difference => ({
  authorization: (signed) => {
    const changed = signed.replace(pattern, replacement);
    if (changed === signed) throw new Error(`The row changes nothing: ${pattern}`);
    return changed;
  },
});

/** A request signed with this key; the default secret is not the secret of any known key. */
export const signedBy = (accessKeyId: string, secretAccessKey = "no-such-access-key"): Difference => ({
  accessKeyId,
  secretAccessKey,
});
/** A request signed with the temporary key, with this token. */
export const temporary = (token: string | undefined): Difference => ({
  ...signedBy("AKTPEXAMPLE", "temporary-secret"),
  signedHeaders: headersWith({ "x-security-token": token }),
});

/** A request to refuse, and why; but for what the name says it is sound and signed with the right key. */
export type Refusal = readonly [name: string, reason: RefusalReason, Difference];
