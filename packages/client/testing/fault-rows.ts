import type { KnowledgeBaseErrorKind, KnowledgeBaseOptions } from "../src/index.js";
import {
  answered,
  cutChunks,
  cutShort,
  data,
  endlessBody,
  endlessHead,
  envelope,
  flood,
  garbage,
  halt,
  hangUp,
  html,
  packed,
  redirect,
  reply,
  reset,
  resetInBody,
  silence,
  slowSuccess,
  success,
  verifying,
} from "./fault-answers.js";
import type { Answer } from "./fault-server.js";

/** What comes of a call: `success`, or kind, HTTP status and code of what it rejects with. */
export type Outcome =
  | "success"
  | KnowledgeBaseErrorKind
  | `${KnowledgeBaseErrorKind} ${number}`
  | `${KnowledgeBaseErrorKind} ${number} ${number}`;

/** What is seldom said of a row. */
export interface FaultDetails {
  readonly options?: Partial<KnowledgeBaseOptions>;
  /** What the message says. */
  readonly says?: RegExp;
  /** What the hint says. */
  readonly hint?: RegExp;
  readonly requestId?: string;
  /** What comes of it by Node's own fetch, where that tells no more. */
  readonly byOwnFetch?: Outcome;
  /** Requests that arrive; by default one more than there are delays. */
  readonly sent?: number;
  /** How many sleeps it takes until the server listens; it always does by default. */
  readonly listensAfter?: number;
  /** Where the call goes instead of to the server. */
  readonly endpoint?: string;
  /** How many minutes the client's clock is ahead of the server's. */
  readonly clockAhead?: number;
}

/** What the server does with each attempt, the last for all that follow; and what comes of it. */
export type FaultRow = readonly [
  title: string,
  server: readonly Answer[],
  outcome: Outcome,
  /** Milliseconds before the second and the third attempt, where randomness is always a half. */
  delays: readonly number[],
  details?: FaultDetails,
];

/** The time at the server when a row begins; two seconds pass with each request that arrives. */
export const serverTime = Date.parse("2026-01-15T08:00:00Z");
export const secondsPerRequest = 2;

const inSeconds = (seconds: number) => new Date(serverTime + (secondsPerRequest + seconds) * 1_000).toUTCString();
const after = (value: string | number) => ({ "retry-after": value });
const limited = (headers = {}) => envelope(300004, "slow down", { status: 429, headers });
const quota = (status: number, headers = {}) => envelope(1000029, "quota exceeded", { status, headers });
const internal = (status: number) => envelope(1000028, "internal error", { status });
const backoff = [250, 500];
/** Limits whose timers fire when the server has come as far as it will (run-fault.ts), and never by themselves. */
export const heldLimits = { attemptTimeoutMs: 29_000, timeoutMs: 28_000 };
const { timeoutMs, attemptTimeoutMs } = heldLimits;
const soon = { attemptTimeoutMs };
const once = { retries: 0 };
const redirected = { says: /redirect/, hint: /Redirects are not followed/, byOwnFetch: "invalid-response" } as const;
const capped = { options: { maximumAnswerBytes: 1_000 }, hint: /maximumAnswerBytes/ };
/** No name server knows it: RFC 6761 keeps the name from ever existing. */
const unresolvable = "http://knowledge-base.invalid";

export const faultRows: readonly FaultRow[] = [
  // No connection.
  ["nobody listens", [], "connection", backoff, { listensAfter: 9, sent: 0, says: /ECONNREFUSED/, hint: /endpoint/ }],
  ["nobody listens at first", [success], "success", [250], { listensAfter: 1, sent: 1 }],
  ["nobody listens, no retries", [], "connection", [], { listensAfter: 9, sent: 0, options: once }],
  ["no such name", [], "connection", backoff, { endpoint: unresolvable, sent: 0, says: /knowledge-base\.invalid/ }],

  // A connection that breaks.
  ["hung up before the head", [hangUp], "connection", backoff],
  ["reset before the head", [reset], "connection", backoff],
  ["reset before the head, twice", [reset, reset, success], "success", backoff],
  ["reset within the body", [resetInBody], "connection", backoff],
  ["reset within the body, once", [resetInBody, success], "success", [250]],
  ["body shorter than its Content-Length", [cutShort], "connection", backoff],
  ["chunks without their end", [cutChunks], "connection", backoff],
  ["no HTTP at all", [garbage], "connection", backoff],
  ["a header of 100 kB", [reply({ headers: { filler: "x".repeat(100_000) } })], "connection", backoff],

  // Too slow.
  ["never answered", [silence], "timeout", backoff, { options: soon, hint: /attemptTimeoutMs/ }],
  ["a head without an end", [endlessHead], "timeout", backoff, { options: soon }],
  ["a body without an end", [endlessBody], "timeout", backoff, { options: soon }],
  ["never answered in all its time", [silence], "timeout", [], { options: { timeoutMs }, hint: /timeoutMs/ }],
  ["an answer byte by byte, in time", [slowSuccess], "success", []],

  // Statuses that are tried again.
  ["408", [html(408)], "invalid-response 408", backoff],
  ["408 once", [html(408), success], "success", [250]],
  ["429", [limited()], "rate-limited 429 300004", backoff, { hint: /Slow down/, requestId: "02ab" }],
  ["500 with the API's code", [internal(500)], "server 500 1000028", backoff, { hint: /request_id/ }],
  ["500 twice", [internal(500), internal(500), success], "success", backoff],
  ["HTML under 500", [html(500)], "invalid-response 500", backoff],
  ["HTML under 502", [html(502)], "invalid-response 502", backoff, { says: /text\/html/, hint: /endpoint.*proxy/ }],
  ["HTML under 503", [html(503)], "invalid-response 503", backoff],
  ["HTML under 504", [html(504)], "invalid-response 504", backoff],
  ["503, then a reset", [html(503), reset, success], "success", backoff],
  ["a code that nobody knows under 503", [envelope(7, "new", { status: 503 })], "unknown 503 7", backoff],
  ["502, one retry", [html(502)], "invalid-response 502", [250], { options: { retries: 1 } }],
  ["502, no retries", [html(502)], "invalid-response 502", [], { options: once }],
  ["the last attempt's failure counts", [html(502), limited()], "rate-limited 429 300004", backoff],

  // Retry-After.
  ["429 with Retry-After", [limited(after(7)), success], "success", [7_000]],
  ["503 with Retry-After, twice", [html(503, after(3)), html(503, after(8)), success], "success", [3_000, 8_000]],
  ["Retry-After as a date", [limited(after(inSeconds(9))), success], "success", [9_000]],
  ["the same, our clock ahead", [limited(after(inSeconds(9))), success], "success", [9_000], { clockAhead: 4 }],
  ["the same, our clock behind", [limited(after(inSeconds(9))), success], "success", [9_000], { clockAhead: -4 }],
  ["Retry-After as a date gone by", [limited(after(inSeconds(-9))), success], "success", [250]],
  ["Retry-After of 0", [limited(after(0)), success], "success", [250]],
  ["Retry-After below 0", [limited(after(-5)), success], "success", [250]],
  ["Retry-After that is no time", [limited(after("soon")), success], "success", [250]],
  ["Retry-After beyond the call's time", [limited(after(121)), success], "rate-limited 429 300004", []],
  ["Retry-After beyond all time", [limited(after("9".repeat(30)))], "rate-limited 429 300004", []],

  // The API's code decides, whatever the status.
  ["collection not exist in a 200", [envelope(1000005, "x", { status: 200 })], "collection-not-exist 200 1000005", []],
  ["collection not exist", [envelope(1000005, "x")], "collection-not-exist 400 1000005", [], { hint: /resource_id/ }],
  ["doc not exist", [envelope(1001001, "x")], "doc-not-exist 400 1001001", [], { hint: /doc_id/ }],
  ["task not exist", [envelope(1000003, "invalid request:task not exist")], "task-not-exist 400 1000003", []],
  ["invalid request", [envelope(1000003, "a: b")], "invalid-request 400 1000003", [], { says: /a: b/, hint: /colon/ }],
  ["no permission", [envelope(1000002, "x", { status: 403 })], "no-permission 403 1000002", [], { hint: /project/ }],
  ["unauthorized", [envelope(1000001, "x", { status: 401 })], "unauthorized 401 1000001", [], { hint: /secret/ }],
  ["a 403 with a 401's code", [envelope(1000001, "x", { status: 403 })], "unauthorized 403 1000001", []],
  ["a code that nobody knows", [envelope(77, "new")], "unknown 400 77", [], { says: /77/, requestId: "02ab" }],
  ["1000028 in a 200", [internal(200)], "server 200 1000028", backoff],
  ["1000028 in a 200, once", [internal(200), success], "success", [250]],
  ["1000029 in a 200", [quota(200)], "rate-limited 200 1000029", backoff],
  ["1000029 in a 429, once", [quota(429), success], "success", [250]],
  ["1000029 in a 400, with Retry-After", [quota(400, after(5)), success], "success", [5_000]],

  // Answers that are not the API's.
  ["an empty 200", [answered("")], "invalid-response 200", []],
  ["a 204", [reply({ status: 204 })], "invalid-response 204", []],
  ["HTML under 200", [html(200)], "invalid-response 200", [], { says: /<h1>200/ }],
  ["HTML under 404", [html(404)], "invalid-response 404", [], { hint: /endpoint/ }],
  ["truncated JSON", [answered((echo) => `{"code":0,"message":"${echo}`)], "invalid-response 200", []],
  ["JSON as text/plain", [envelope(0, "success", { status: 200, type: "text/plain", data })], "success", []],
  ["null", [answered("null")], "invalid-response 200", []],
  ["an array", [answered("[{}]")], "invalid-response 200", []],
  ["a text", [answered('"success"')], "invalid-response 200", []],
  ["a code as a text", [answered('{"code":"0","data":{}}')], "invalid-response 200", []],
  ["a success without data", [envelope(0, "x", { status: 200 })], "invalid-response 200", [], { requestId: "02ab" }],
  ["a success under 400", [envelope(0, "success", { data })], "invalid-response 400", []],
  ["a key twice: the last holds", [answered('{"code":0,"code":77,"data":{}}')], "unknown 200 77", []],
  ["JSON nested 200,000 deep", [answered("[".repeat(200_000))], "invalid-response 200", []],
  ["invalid UTF-8", [answered(Buffer.from('{"code":0,"data":{"a":"\xff"}}', "latin1"))], "invalid-response 200", []],
  ["a byte order mark", [answered(`\ufeff${JSON.stringify({ code: 0, data })}`)], "success", []],
  ["beyond the cap, by Content-Length", [halt(1_001)], "invalid-response 200", [], capped],
  ["beyond the cap, in endless chunks", [flood], "invalid-response 200", [], capped],
  ["beyond the cap when unpacked", [packed(5_000)], "invalid-response 200", [], capped],

  // Redirects, to a host that nothing reaches.
  ...[301, 302, 303, 307, 308].map(
    (status): FaultRow => [`${status}`, [redirect(status)], `invalid-response ${status}`, [], redirected],
  ),
  // Of which Node's fetch says no more than that it failed.
  ["a proxy asks for a password", [html(407)], "connection", [], { options: once, hint: /proxy/ }],

  // A clock that is wrong.
  ["clock 20 minutes ahead", [verifying], "success", [], { clockAhead: 20, sent: 2 }],
  ["clock 20 minutes behind, then a 503", [html(503), verifying], "success", [250], { clockAhead: -20, sent: 3 }],
];
