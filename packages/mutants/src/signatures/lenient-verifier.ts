import { createHash, createHmac } from "node:crypto";
import type { Credentials } from "@viking-kb/auth";
import type { ReceivedRequest } from "../answer-proxy.js";

/** What a verifier of signatures holds a request to; one that is lenient leaves some of it out. */
type Check =
  | "one-authorization"
  | "algorithm"
  | "day"
  | "service"
  | "terminator"
  | "names-lower-case"
  | "names-unique"
  | "names-sent"
  | "headers-once"
  | "date-signed"
  | "session-signed"
  | "content-hash"
  | "not-in-the-past"
  | "not-in-the-future";

/** What a request says about its signature. */
export interface Claim {
  readonly algorithm: string;
  readonly accessKeyId: string;
  readonly scope: readonly string[];
  readonly names: readonly string[];
  readonly signature: string;
}

/** How a verifier is lenient, in one way or another. */
export interface Leniency {
  readonly leavesOut?: Check;
  /** Whether the last of several Authorization lines is read. */
  readonly lastAuthorization?: true;
  /** Other requests that may have been signed instead. */
  readonly readings?: (request: ReceivedRequest) => readonly ReceivedRequest[];
  /** Another scope that the key may be derived from, and the text that is signed may hold. */
  readonly scopeOf?: (request: ReceivedRequest, claim: Claim, region: string) => readonly string[];
  /** Another canonical query that may have been signed. */
  readonly queryOf?: (query: string) => string;
  /** Another hash of the body that is believed. */
  readonly hashOf?: (request: ReceivedRequest) => string | undefined;
  readonly isKey?: (own: string, sent: string) => boolean;
  /** Whether a signature by the secret of any key will do. */
  readonly anySecret?: true;
  readonly isSignature?: (expected: string, sent: string) => boolean;
}

/** What a verifier knows. */
interface Verifier {
  readonly keys: readonly Credentials[];
  readonly now: Date;
  /** Its own. */
  readonly region: string;
}

/** Whether a verifier that is lenient in one way takes a request for rightly signed. */
export function takes(request: ReceivedRequest, { keys, now, region }: Verifier, leniency: Leniency): boolean {
  const {
    leavesOut,
    isKey = (own, sent) => own === sent,
    isSignature = (expected, sent) => expected === sent,
  } = leniency;
  const holds = (check: Check, condition: boolean) => condition || leavesOut === check;
  const authorizations = valuesOf(request, "authorization");
  const claim = readClaim(authorizations.at(leniency.lastAuthorization ? -1 : 0) ?? "");
  const [date = ""] = valuesOf(request, "x-date");
  if (claim === undefined || !/^\d{8}T\d{6}Z$/.test(date)) return false;
  const { scope, names } = claim;
  const lower = names.map((name) => name.toLowerCase());
  const ahead = (momentOf(date) - Math.floor(now.getTime() / 1000) * 1000) / 60_000;
  const session = valuesOf(request, "x-security-token");
  const hashes = valuesOf(request, "x-content-sha256");
  const held =
    holds("one-authorization", authorizations.length === 1) &&
    holds("algorithm", claim.algorithm === "HMAC-SHA256") &&
    scope.length === 4 &&
    holds("day", scope[0] === date.slice(0, 8)) &&
    holds("service", scope[2] === "air") &&
    holds("terminator", scope[3] === "request") &&
    holds(
      "names-lower-case",
      names.every((name, index) => name === lower[index]),
    ) &&
    holds("names-unique", new Set(names).size === names.length) &&
    holds(
      "names-sent",
      lower.every((name) => valuesOf(request, name).length > 0),
    ) &&
    holds(
      "headers-once",
      [...lower, "x-date"].every((name) => valuesOf(request, name).length <= 1),
    ) &&
    holds("date-signed", lower.includes("x-date")) &&
    holds("session-signed", session.length === 0 || lower.includes("x-security-token")) &&
    holds(
      "content-hash",
      hashes.every((hash) => hash === sha256(request.bytes)),
    ) &&
    holds("not-in-the-past", ahead >= -15) &&
    holds("not-in-the-future", ahead <= 15);
  if (!held) return false;
  const known = keys.filter(({ accessKeyId }) => isKey(accessKeyId, claim.accessKeyId));
  if (known.length === 0) return false;
  const secrets = (leniency.anySecret ? keys : known).map(({ secretAccessKey }) => secretAccessKey);
  return canonicalRequests(request, claim, leniency).some((canonical) =>
    [scope, leniency.scopeOf?.(request, claim, region) ?? scope].some((own) =>
      secrets.some((secret) => {
        const key = own.reduce<Buffer | string>((before, part) => hmac(before, part), secret);
        const text = [claim.algorithm, date, own.join("/"), sha256(canonical)].join("\n");
        return isSignature(hmac(key, text).toString("hex"), claim.signature);
      }),
    ),
  );
}

/** The canonical requests of which one must have been signed: the right one, and what leniency allows. */
function canonicalRequests(request: ReceivedRequest, claim: Claim, leniency: Leniency): string[] {
  const { readings = () => [], queryOf, hashOf } = leniency;
  return [request, ...readings(request)].flatMap((reading) => {
    const [path = "", query = ""] = reading.target.split("?");
    const queries = [canonicalQuery(query), ...(queryOf ? [queryOf(query)] : [])];
    const hashes = [sha256(reading.bytes), ...(hashOf ? [hashOf(reading) ?? ""] : [])];
    const headers = claim.names.map((name) => `${name}:${(valuesOf(reading, name.toLowerCase())[0] ?? "").trim()}\n`);
    return queries.flatMap((own) =>
      hashes.map((hash) => [reading.method, path, own, headers.join(""), claim.names.join(";"), hash].join("\n")),
    );
  });
}

/** Undefined where an Authorization line has another form. */
export function readClaim(line: string): Claim | undefined {
  const [, algorithm = "", accessKeyId = "", scope = "", names = "", signature = ""] =
    /^(\S+) Credential=([^/,]+)\/([^,]*), SignedHeaders=([^,]*), Signature=([^,]*)$/.exec(line) ?? [];
  if (algorithm === "") return undefined;
  return { algorithm, accessKeyId, scope: scope.split("/"), names: names === "" ? [] : names.split(";"), signature };
}

/** The values of the lines of a header. */
export function valuesOf({ lines }: ReceivedRequest, name: string): string[] {
  return lines.flatMap(([own, value]) => (own === name ? [value] : []));
}

/** A request with one line of a header in place of all. */
export function withLine(request: ReceivedRequest, name: string, value: string): ReceivedRequest {
  return { ...request, lines: [...request.lines.filter(([own]) => own !== name), [name, value]] };
}

function canonicalQuery(query: string): string {
  const parameters = query === "" ? [] : query.split("&").map((parameter) => /^([^=]*)=?(.*)$/s.exec(parameter) ?? []);
  try {
    return parameters
      .map(([, name = "", value = ""]) => [escapeAgain(name), escapeAgain(value)] as const)
      .toSorted(([one], [other]) =>
        Buffer.compare(Buffer.from(decodeURIComponent(one)), Buffer.from(decodeURIComponent(other))),
      )
      .map((pair) => pair.join("="))
      .join("&");
  } catch {
    return "a broken escape";
  }
}

function escapeAgain(text: string): string {
  return encodeURIComponent(decodeURIComponent(text.replaceAll("+", " "))).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The moment that X-Date says, in milliseconds; NaN where it has another form. */
export function momentOf(date: string): number {
  const form = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
  return form.test(date) ? Date.parse(date.replace(form, "$1-$2-$3T$4:$5:$6Z")) : Number.NaN;
}

/** In hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
