import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { tokenHeader } from "../session.js";
import type { CallInput } from "./relay-calls.js";

/** Why a request is not answered: a status, and a sentence for whoever sent it. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Lets in what a browser sends to this server by its own address. Another name that leads here (DNS rebinding) makes a
 * page of somebody else's one of the same origin, and only the Host tells.
 *
 * @throws Refusal with 403, or with 400 when the target is no path.
 */
export function requireOwnAddress({ headers, url = "" }: IncomingMessage, port: number): void {
  const { host = "", origin } = headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    throw new Refusal(403, `This server answers at 127.0.0.1:${port} alone.`);
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Refusal(403, "Pages of other origins may not ask here.");
  }
  if (!url.startsWith("/")) throw new Refusal(400, "The target must be a path.");
}

/** @throws Refusal with 405 when the method is none of these. */
export function requireMethod({ method = "" }: IncomingMessage, allowed: readonly string[]): void {
  if (allowed.includes(method)) return;
  throw new Refusal(405, `Only ${allowed.join(" and ")} may be sent here.`, { allow: allowed.join(", ") });
}

/**
 * Lets in what the page itself asks, with the token of this run.
 *
 * @throws Refusal with 403 for another site's page, 401 without the token.
 */
export function requireToken({ headers }: IncomingMessage, token: string): void {
  const site = headers["sec-fetch-site"];
  // A program that is no browser sends none; a user who opens the address is `none`.
  if (site === "cross-site" || site === "same-site") throw new Refusal(403, "Pages of other sites may not ask here.");
  const given = headers[tokenHeader];
  if (typeof given !== "string") {
    throw new Refusal(401, "The token is missing: open the address that viking-kb inspect printed.");
  }
  // Of their hashes, so that neither content nor length is told by the time that it takes.
  if (!timingSafeEqual(sha256(given), sha256(token))) {
    throw new Refusal(401, "This address is of an earlier run: open the one that viking-kb inspect printed.");
  }
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** The largest body that is read: that of any request of the API is far below. */
const maximumBodyBytes = 1024 * 1024;

/**
 * Reads the body of a call.
 *
 * @throws Refusal with 415, 411 or 413, or with 400 when it is no JSON object.
 */
export async function readInput(request: IncomingMessage): Promise<CallInput> {
  const { "content-type": type = "", "content-length": length } = request.headers;
  if (!/^application\/json *(?:;|$)/i.test(type)) throw new Refusal(415, "The body must be sent as application/json.");
  if (length === undefined) throw new Refusal(411, "The length of the body must be told beforehand.");
  if (Number(length) > maximumBodyBytes) {
    throw new Refusal(413, `The body must not be larger than ${maximumBodyBytes} bytes.`);
  }
  let input: CallInput;
  try {
    input = JSON.parse(await text(request));
  } catch {
    throw new Refusal(400, "The body must be JSON.");
  }
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new Refusal(400, "The body must be a JSON object.");
  }
  return input;
}
