import { createHash, createHmac } from "node:crypto";
import type { Credentials } from "@viking-kb/auth";
import { member } from "../../json.js";
import { readStrictContract } from "../../strict-contract.js";

const { securitySchemes } = member(readStrictContract(), "components");
const { algorithm, service, terminator, defaultRegion } = member(
  member(securitySchemes, "signature"),
  "x-signature",
) as Record<"algorithm" | "service" | "terminator" | "defaultRegion", string>;

/** The name of the only way of signing. */
export { algorithm };

/** Header lines by name in lower case: a list is sent as several lines, and undefined as none. */
type HeaderValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * A request and its signature, every part by itself, so that one can be other than the rest. `@viking-kb/auth` signs
 * nothing but what is right, so what a verifier makes of the wrong is signed here.
 */
export interface Draft {
  readonly method: string;
  /** Path of the base URL, without a slash at its end. */
  readonly prefix: string;
  /** As it is sent after the prefix. */
  readonly path: string;
  /** As it is sent, without `?`; none where empty. */
  readonly query: string;
  readonly host: string;
  /** What is sent other than host, content type, date and hash of the body, or instead of them. */
  readonly headers: HeaderValues;
  readonly body: string;
  /** Names of the signed headers, in their order. */
  readonly names: readonly string[];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** As X-Date has it. */
  readonly date: string;
  readonly scope: string;
  /** What is signed instead. */
  readonly signed: {
    readonly method?: string;
    readonly path?: string;
    /** In its canonical form; the query as it is sent when absent. */
    readonly query?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly names?: readonly string[];
    readonly hash?: string;
    readonly algorithm?: string;
    readonly date?: string;
    readonly scope?: string;
    /** Of the signing key. */
    readonly keyScope?: string;
  };
  /** What Authorization says instead. */
  readonly says: {
    readonly algorithm?: string;
    readonly accessKeyId?: string;
    readonly scope?: string;
    readonly names?: string;
    readonly signature?: (digits: string) => string;
  };
  /** The Authorization lines; that of the signature when absent. */
  readonly authorize?: (line: string) => string | readonly string[] | undefined;
}

/** A request that is signed otherwise than this project signs, rightly or wrongly, in one thing alone. */
export interface OtherSignature {
  readonly what: string;
  readonly change: Partial<Draft>;
  /** Decided by this project, or left open by the documentation: not asked of the vendor's service. */
  readonly decision?: true;
  /** A server may know no such target, or serve no such host, and say so before it looks at the signature. */
  readonly elsewhere?: true;
  /**
   * Where this is taken nothing is verified: so each operation is tried with it, also where they share out the others.
   */
  readonly always?: true;
}

/** What a draft is made from. */
interface DraftInput {
  /** Of the operation. */
  readonly path: string;
  readonly base: URL;
  readonly body: string;
  readonly credentials: Credentials;
  readonly region: string | undefined;
  readonly date: Date;
}

/** A request that is signed as this project signs. */
export function rightDraft({ path, base, body, credentials, region, date }: DraftInput): Draft {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const text = dateText(date);
  const token = sessionToken ? { "x-security-token": sessionToken } : {};
  return {
    method: "POST",
    prefix: base.pathname.replace(/\/+$/, ""),
    path,
    query: "",
    host: base.host,
    headers: token,
    body,
    names: ["content-type", "host", "x-content-sha256", "x-date", ...Object.keys(token)],
    accessKeyId,
    secretAccessKey,
    date: text,
    scope: scopeOf(text, region),
    signed: {},
    says: {},
  };
}

/** A moment as X-Date has it. */
export function dateText(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** The credential scope of a request that is signed at a date. */
export function scopeOf(date: string, region = defaultRegion): string {
  return `${date.slice(0, 8)}/${region}/${service}/${terminator}`;
}

/** A request as it goes to the sender. */
interface WrittenRequest {
  /** Path and query after the base URL. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** Signs a draft. */
export function write(draft: Draft): WrittenRequest {
  const { method, prefix, path, query, body, names, date, scope, signed, says, authorize = (line) => line } = draft;
  const hash = digest(body);
  const all: HeaderValues = {
    host: draft.host,
    "content-type": "application/json",
    "x-date": date,
    "x-content-sha256": hash,
    ...draft.headers,
  };
  const signedValue = (name: string) => signed.headers?.[name] ?? [all[name] ?? ""].flat()[0] ?? "";
  const signedNames = signed.names ?? names;
  const canonical = [
    signed.method ?? method,
    escapePath(prefix) + (signed.path ?? path),
    signed.query ?? query,
    signedNames.map((name) => `${name}:${signedValue(name.toLowerCase()).trim()}\n`).join(""),
    signedNames.join(";"),
    signed.hash ?? hash,
  ].join("\n");
  const text = [signed.algorithm ?? algorithm, signed.date ?? date, signed.scope ?? scope, digest(canonical)].join(
    "\n",
  );
  const digits = signatureOf(draft.secretAccessKey, signed.keyScope ?? scope, text);
  const credential = `${says.accessKeyId ?? draft.accessKeyId}/${says.scope ?? scope}`;
  const line =
    `${says.algorithm ?? algorithm} Credential=${credential}, SignedHeaders=${says.names ?? names.join(";")}, ` +
    `Signature=${says.signature?.(digits) ?? digits}`;
  const sent = Object.entries({ ...all, authorization: authorize(line) });
  return {
    target: query === "" ? path : `${path}?${query}`,
    headers: Object.fromEntries(sent.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    body,
  };
}

/** SHA-256 in hexadecimal digits. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The signature of a text: the key goes from the secret through each part of the scope. */
export function signatureOf(secret: string, keyScope: string, text: string): string {
  const hmac = (key: Buffer | string, part: string) => createHmac("sha256", key).update(part).digest();
  return hmac(keyScope.split("/").reduce<Buffer | string>(hmac, secret), text).toString("hex");
}

function escapePath(path: string): string {
  return path
    .split("/")
    .map((segment) => percentEncode(decodeURIComponent(segment)))
    .join("/");
}

/** Percent-encodes all but `A-Za-z0-9-_.~`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
