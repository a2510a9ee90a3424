import { setTimeout as sleepFor } from "node:timers/promises";
import { type Credentials, type SignableRequest, signRequest } from "@viking-kb/auth";
import { CannotRunError } from "../finding.js";
import type { SigningKey } from "./answer.js";

/**
 * What stands behind the base URL. A mock answers with the case it is asked for (`Prefer: code=…, example=…`) and
 * verifies no signature; a server decides for itself, and holds what the cases name; the cloud is a server that is not
 * ours: what this project decided where the documentation is silent is not held against it.
 */
export type Target = { readonly kind: "mock" } | VerifyingTarget;

/** A target that verifies signatures. */
export interface VerifyingTarget {
  readonly kind: "server" | "cloud";
  readonly credentials: Credentials;
  /** A second key, for the 403 cases; without it they are signed with the first, and their project decides. */
  readonly restrictedCredentials?: Credentials | undefined;
  /** Region of the credential scope; `@viking-kb/auth`'s default when absent. */
  readonly region?: string | undefined;
  /** Resolves when the next request may be sent; at once when absent. */
  readonly pace?: (() => Promise<void>) | undefined;
  /**
   * Whether each key has a quota that may be used up, so that the cases of 429 are tried. Other requests come as `pace`
   * lets them, which must be slower than the quota. Not by default.
   */
  readonly usesUpQuota?: boolean | undefined;
}

/** A mock verifies nothing, so any well-formed key does. */
const mockCredentials: Credentials = { accessKeyId: "EXAMPLEACCESSKEY", secretAccessKey: "example-secret" };

/** Whose key a case with this HTTP status is signed with. */
export function keyFor(target: Target, status: number): SigningKey {
  if (status === 401) return "wrong";
  return status === 403 && target.kind !== "mock" && target.restrictedCredentials ? "restricted" : "own";
}

/** The key that a case with this HTTP status is signed with. */
function credentialsFor(target: Target, status: number): Credentials {
  const own = target.kind === "mock" ? mockCredentials : target.credentials;
  if (keyFor(target, status) === "wrong") {
    // By name: the environment's key gives nothing when it is spread.
    const { accessKeyId, sessionToken } = own;
    return { accessKeyId, secretAccessKey: "not-the-secret-of-this-key", sessionToken };
  }
  if (status === 403 && target.kind !== "mock") return target.restrictedCredentials ?? own;
  return own;
}

/** Waits until the target may be sent a request. */
export async function waitForTurn(target: Target): Promise<void> {
  if (target.kind !== "mock") await target.pace?.();
}

/**
 * Reads a base URL: http or https, with a path prefix or without.
 *
 * @throws CannotRunError that says what is wrong with it. The URL itself is not shown where it may hold a password.
 */
export function parseBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username || url?.password) {
    throw new CannotRunError("The base URL holds a user name or a password: leave them out.");
  }
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new CannotRunError(`"${text}" is not a base URL: give one like http://127.0.0.1:4010.`);
  }
  if (url.search || url.hash) {
    throw new CannotRunError("The base URL has a query or a fragment: leave out everything from ? or # on.");
  }
  return url;
}

/** The base URL without a slash at its end, so that a path can follow. */
export function withoutSlash(url: URL): string {
  return url.href.replace(/\/+$/, "");
}

/** The clock that a pace is kept by. */
interface PaceClock {
  /** In milliseconds, from any moment on. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

const realClock: PaceClock = { now: () => performance.now(), sleep: (milliseconds) => sleepFor(milliseconds) };

/** Hands out turns, at most so many a second, evenly spaced, in the order in which they are asked for. */
export function createPace(perSecond: number, { now, sleep }: PaceClock = realClock): () => Promise<void> {
  let next = Number.NEGATIVE_INFINITY;
  return async () => {
    const turn = Math.max(now(), next);
    next = turn + 1000 / perSecond;
    const wait = turn - now();
    if (wait > 0) await sleep(wait);
  };
}

/** Resolves to the headers that sign a case's request to a target; a 401 case is signed with a wrong secret. */
export function signForTarget(
  request: SignableRequest,
  target: Target,
  status: number,
  now: () => Date,
): Promise<Record<string, string>> {
  const region = target.kind === "mock" ? undefined : target.region;
  return signRequest(request, { credentials: credentialsFor(target, status), region, now });
}

/**
 * Signs once with each key, since one that cannot sign says nothing about the server.
 * Rejects with a CannotRunError where a key or the region cannot be used; no value is shown.
 */
export async function assertCanSign(url: URL, target: Target): Promise<void> {
  for (const status of [200, 403]) {
    await signForTarget({ method: "POST", url }, target, status, () => new Date(0)).catch((error: Error) => {
      const key = status === 403 ? "the restricted key" : "the key";
      throw new CannotRunError(`Cannot sign with ${key}. ${error.message}`, { cause: error });
    });
  }
}
