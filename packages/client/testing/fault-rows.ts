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
import { type FaultRow, heldLimits, secondsPerRequest, serverTime } from "./fault-row.js";

const inSeconds = (seconds: number) => new Date(serverTime + (secondsPerRequest + seconds) * 1_000).toUTCString();
const after = (value: string | number) => ({ "retry-after": value });
const limited = (headers = {}) => envelope(300004, "slow down", { status: 429, headers });
const quota = (status: number, headers = {}) => envelope(1000029, "quota exceeded", { status, headers });
const internal = (status: number) => envelope(1000028, "internal error", { status });
const longHeader = reply({ headers: { filler: "x".repeat(100_000) } });
const backoff = [250, 500];
const { timeoutMs, attemptTimeoutMs } = heldLimits;
const soon = { attemptTimeoutMs };
const once = { retries: 0 };
const redirected = { says: /redirect/, hint: /Redirects are not followed/, byOwnFetch: "invalid-response" } as const;
const capped = { options: { maximumAnswerBytes: 1_000 }, hint: /maximumAnswerBytes/ };
/** A name that cannot exist: RFC 6761 reserves it. */
const unresolvable = "http://knowledge-base.invalid";

export const faultRows: readonly FaultRow[] = [
  // No connection.
  {
    title: "nobody listens",
    server: [],
    outcome: "connection",
    delays: backoff,
    listensAfter: 9,
    sent: 0,
    says: /ECONNREFUSED/,
    hint: /endpoint/,
  },
  { title: "nobody listens at first", server: [success], delays: [250], listensAfter: 1, sent: 1 },
  { title: "nobody listens, no retries", server: [], outcome: "connection", listensAfter: 9, sent: 0, options: once },
  {
    title: "no such name",
    server: [],
    outcome: "connection",
    delays: backoff,
    endpoint: unresolvable,
    sent: 0,
    says: /knowledge-base\.invalid/,
  },

  // A connection that breaks.
  { title: "hung up before the head", server: [hangUp], outcome: "connection", delays: backoff },
  { title: "reset before the head", server: [reset], outcome: "connection", delays: backoff },
  { title: "reset before the head, twice", server: [reset, reset, success], delays: backoff },
  { title: "reset within the body", server: [resetInBody], outcome: "connection", delays: backoff },
  { title: "reset within the body, once", server: [resetInBody, success], delays: [250] },
  { title: "body shorter than its Content-Length", server: [cutShort], outcome: "connection", delays: backoff },
  { title: "chunks without their end", server: [cutChunks], outcome: "connection", delays: backoff },
  { title: "no HTTP at all", server: [garbage], outcome: "connection", delays: backoff },
  { title: "a header of 100 kB", server: [longHeader], outcome: "connection", delays: backoff },

  // Too slow.
  {
    title: "never answered",
    server: [silence],
    outcome: "timeout",
    delays: backoff,
    options: soon,
    hint: /attemptTimeoutMs/,
  },
  { title: "a head without an end", server: [endlessHead], outcome: "timeout", delays: backoff, options: soon },
  { title: "a body without an end", server: [endlessBody], outcome: "timeout", delays: backoff, options: soon },
  {
    title: "never answered in all its time",
    server: [silence],
    outcome: "timeout",
    options: { timeoutMs },
    hint: /timeoutMs/,
  },
  { title: "an answer byte by byte, in time", server: [slowSuccess] },

  // Statuses that are tried again.
  { title: "408", server: [html(408)], outcome: "invalid-response 408", delays: backoff },
  { title: "408 once", server: [html(408), success], delays: [250] },
  {
    title: "429",
    server: [limited()],
    outcome: "rate-limited 429 300004",
    delays: backoff,
    hint: /Slow down/,
    requestId: "02ab",
  },
  {
    title: "500 with the API's code",
    server: [internal(500)],
    outcome: "server 500 1000028",
    delays: backoff,
    hint: /request_id/,
  },
  { title: "500 twice", server: [internal(500), internal(500), success], delays: backoff },
  { title: "HTML under 500", server: [html(500)], outcome: "invalid-response 500", delays: backoff },
  {
    title: "HTML under 502",
    server: [html(502)],
    outcome: "invalid-response 502",
    delays: backoff,
    says: /text\/html/,
    hint: /endpoint.*proxy/,
  },
  { title: "HTML under 503", server: [html(503)], outcome: "invalid-response 503", delays: backoff },
  { title: "HTML under 504", server: [html(504)], outcome: "invalid-response 504", delays: backoff },
  { title: "503, then a reset", server: [html(503), reset, success], delays: backoff },
  {
    title: "a code that nobody knows under 503",
    server: [envelope(7, "new", { status: 503 })],
    outcome: "unknown 503 7",
    delays: backoff,
  },
  {
    title: "502, one retry",
    server: [html(502)],
    outcome: "invalid-response 502",
    delays: [250],
    options: { retries: 1 },
  },
  { title: "502, no retries", server: [html(502)], outcome: "invalid-response 502", options: once },
  {
    title: "the last attempt's failure counts",
    server: [html(502), limited()],
    outcome: "rate-limited 429 300004",
    delays: backoff,
  },

  // Retry-After.
  { title: "429 with Retry-After", server: [limited(after(7)), success], delays: [7_000] },
  {
    title: "503 with Retry-After, twice",
    server: [html(503, after(3)), html(503, after(8)), success],
    delays: [3_000, 8_000],
  },
  { title: "Retry-After as a date", server: [limited(after(inSeconds(9))), success], delays: [9_000] },
  {
    title: "the same, our clock ahead",
    server: [limited(after(inSeconds(9))), success],
    delays: [9_000],
    clockAhead: 4,
  },
  {
    title: "the same, our clock behind",
    server: [limited(after(inSeconds(9))), success],
    delays: [9_000],
    clockAhead: -4,
  },
  { title: "Retry-After as a date gone by", server: [limited(after(inSeconds(-9))), success], delays: [250] },
  { title: "Retry-After of 0", server: [limited(after(0)), success], delays: [250] },
  { title: "Retry-After below 0", server: [limited(after(-5)), success], delays: [250] },
  { title: "Retry-After that is no time", server: [limited(after("soon")), success], delays: [250] },
  {
    title: "Retry-After beyond the call's time",
    server: [limited(after(121)), success],
    outcome: "rate-limited 429 300004",
  },
  {
    title: "Retry-After beyond all time",
    server: [limited(after("9".repeat(30)))],
    outcome: "rate-limited 429 300004",
  },

  // The API's code decides, whatever the status.
  {
    title: "collection not exist in a 200",
    server: [envelope(1000005, "x", { status: 200 })],
    outcome: "collection-not-exist 200 1000005",
  },
  {
    title: "collection not exist",
    server: [envelope(1000005, "x")],
    outcome: "collection-not-exist 400 1000005",
    hint: /resource_id/,
  },
  { title: "doc not exist", server: [envelope(1001001, "x")], outcome: "doc-not-exist 400 1001001", hint: /doc_id/ },
  {
    title: "task not exist",
    server: [envelope(1000003, "invalid request:task not exist")],
    outcome: "task-not-exist 400 1000003",
  },
  {
    title: "invalid request",
    server: [envelope(1000003, "a: b")],
    outcome: "invalid-request 400 1000003",
    says: /a: b/,
    hint: /colon/,
  },
  {
    title: "no permission",
    server: [envelope(1000002, "x", { status: 403 })],
    outcome: "no-permission 403 1000002",
    hint: /project/,
  },
  {
    title: "unauthorized",
    server: [envelope(1000001, "x", { status: 401 })],
    outcome: "unauthorized 401 1000001",
    hint: /secret/,
  },
  {
    title: "a 403 with a 401's code",
    server: [envelope(1000001, "x", { status: 403 })],
    outcome: "unauthorized 403 1000001",
  },
  {
    title: "a code that nobody knows",
    server: [envelope(77, "new")],
    outcome: "unknown 400 77",
    says: /77/,
    requestId: "02ab",
  },
  { title: "1000028 in a 200", server: [internal(200)], outcome: "server 200 1000028", delays: backoff },
  { title: "1000028 in a 200, once", server: [internal(200), success], delays: [250] },
  { title: "1000029 in a 200", server: [quota(200)], outcome: "rate-limited 200 1000029", delays: backoff },
  { title: "1000029 in a 429, once", server: [quota(429), success], delays: [250] },
  { title: "1000029 in a 400, with Retry-After", server: [quota(400, after(5)), success], delays: [5_000] },

  // Answers that are not the API's.
  { title: "an empty 200", server: [answered("")], outcome: "invalid-response 200" },
  { title: "a 204", server: [reply({ status: 204 })], outcome: "invalid-response 204" },
  { title: "HTML under 200", server: [html(200)], outcome: "invalid-response 200", says: /<h1>200/ },
  { title: "HTML under 404", server: [html(404)], outcome: "invalid-response 404", hint: /endpoint/ },
  {
    title: "truncated JSON",
    server: [answered((echo) => `{"code":0,"message":"${echo}`)],
    outcome: "invalid-response 200",
  },
  { title: "JSON as text/plain", server: [envelope(0, "success", { status: 200, type: "text/plain", data })] },
  { title: "null", server: [answered("null")], outcome: "invalid-response 200" },
  { title: "an array", server: [answered("[{}]")], outcome: "invalid-response 200" },
  { title: "a text", server: [answered('"success"')], outcome: "invalid-response 200" },
  { title: "a code as a text", server: [answered('{"code":"0","data":{}}')], outcome: "invalid-response 200" },
  {
    title: "a success without data",
    server: [envelope(0, "x", { status: 200 })],
    outcome: "invalid-response 200",
    requestId: "02ab",
  },
  { title: "a success under 400", server: [envelope(0, "success", { data })], outcome: "invalid-response 400" },
  {
    title: "a key twice: the last holds",
    server: [answered('{"code":0,"code":77,"data":{}}')],
    outcome: "unknown 200 77",
  },
  { title: "JSON nested 200,000 deep", server: [answered("[".repeat(200_000))], outcome: "invalid-response 200" },
  {
    title: "invalid UTF-8",
    server: [answered(Buffer.from('{"code":0,"data":{"a":"\xff"}}', "latin1"))],
    outcome: "invalid-response 200",
  },
  { title: "a byte order mark", server: [answered(`\ufeff${JSON.stringify({ code: 0, data })}`)] },
  { title: "beyond the cap, by Content-Length", server: [halt(1_001)], outcome: "invalid-response 200", ...capped },
  { title: "beyond the cap, in endless chunks", server: [flood], outcome: "invalid-response 200", ...capped },
  { title: "beyond the cap when unpacked", server: [packed(5_000)], outcome: "invalid-response 200", ...capped },

  // Redirects, to a host that nothing reaches.
  ...[301, 302, 303, 307, 308].map(
    (status): FaultRow => ({
      title: `${status}`,
      server: [redirect(status)],
      outcome: `invalid-response ${status}`,
      ...redirected,
    }),
  ),
  // Node's fetch reports only that it failed.
  { title: "a proxy asks for a password", server: [html(407)], outcome: "connection", options: once, hint: /proxy/ },

  // A clock that is wrong.
  { title: "clock 20 minutes ahead", server: [verifying], clockAhead: 20, sent: 2 },
  {
    title: "clock 20 minutes behind, then a 503",
    server: [html(503), verifying],
    delays: [250],
    clockAhead: -20,
    sent: 3,
  },
];
