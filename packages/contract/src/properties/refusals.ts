import { signRequest } from "@viking-kb/auth";
import { type Finding, quote } from "../finding.js";
import { isObject, type JsonObject } from "../json.js";
import type { LayerContext } from "../layer.js";
import { type Expectation, invalidRequest, unauthorized } from "../strict/expectation.js";
import { readBody } from "../strict/read-body.js";
import { checkHeaders } from "../strict/rules/envelope.js";
import type { Operation } from "../strict-contract.js";
import type { Answer } from "../target/answer.js";
import type { Sender } from "../target/sender.js";
import type { Target } from "../target/target.js";

/** A request that must be refused, whatever it asks for. */
export interface Refused {
  readonly what: string;
  readonly expected: Expectation;
  /** Decided by this project: not asked of the vendor's service. */
  readonly decision: boolean;
  readonly body: Uint8Array | string;
  send(sender: Sender): Promise<Answer>;
}

type Signed = Exclude<Target, { kind: "mock" }>;
type SignOptions = Parameters<typeof signRequest>[1];

/** What is other than in a request that is taken. */
interface Change {
  readonly what: string;
  readonly decision?: true;
  readonly body?: Uint8Array | string;
  readonly contentType?: string | undefined;
  readonly options?: Partial<SignOptions>;
  /** Sent instead of what was signed. */
  readonly sent?: string;
  change?(headers: Record<string, string>): Record<string, string>;
}

/** Just past the 15 minutes that a clock may differ (inferred, not documented). */
const tooOld = 16 * 60_000;

/** Requests to an operation whose signature does not hold, which is looked at before anything else. */
export function unsigned(operation: Operation, request: JsonObject, context: LayerContext, target: Signed): Refused[] {
  const { credentials } = target;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const session = sessionToken === undefined ? {} : { sessionToken };
  const shifted = (milliseconds: number) => () => new Date(context.now().getTime() + milliseconds);
  const wrongSecret = { credentials: { accessKeyId, secretAccessKey: "not-the-secret-of-this-key", ...session } };
  const body = JSON.stringify(request);
  const changes: Change[] = [
    { what: "without a signature", change: () => ({}) },
    { what: "signed with a wrong secret", options: wrongSecret },
    {
      what: "signed with a key that nobody has",
      options: { credentials: { accessKeyId: "AKLTnobodyhasthiskey", secretAccessKey, ...session } },
    },
    { what: "changed after it was signed", sent: `${body} ` },
    { what: "signed for another service", options: { service: "vod" } },
    { what: "signed 16 minutes ago", decision: true, options: { now: shifted(-tooOld) } },
    { what: "signed in 16 minutes", decision: true, options: { now: shifted(tooOld) } },
    {
      what: "with a date that was not signed",
      change: (headers) => ({ ...headers, "x-date": "20200101T000000Z" }),
    },
    { what: "with a bearer token", change: () => ({ authorization: `Bearer ${accessKeyId}` }) },
    {
      what: "with half a signature",
      change: (headers) => ({ ...headers, authorization: (headers.authorization ?? "").slice(0, -32) }),
    },
    // The signature is checked first: without a valid one, nothing is said about the body.
    { what: "signed with a wrong secret, and no JSON", decision: true, options: wrongSecret, body: "{" },
    { what: "signed with a wrong secret, and nothing required", decision: true, options: wrongSecret, body: "{}" },
  ];
  return changes.map((change) => refused(operation, body, change, unauthorized, context, target));
}

/** Requests to an operation whose body is no JSON object in UTF-8, or is not said to be. */
export function unreadable(
  operation: Operation,
  request: JsonObject,
  context: LayerContext,
  target: Target,
): Refused[] {
  const body = JSON.stringify(request);
  const cut = [body.slice(0, -1), `${body}}`, body.replaceAll('"', "'")];
  const texts = ["", "{", "nonsense", ...cut, "[]", `[${body}]`, "null", "1", '"text"'];
  const form = "application/x-www-form-urlencoded";
  const types = ["text/plain", form, "application/xml", "multipart/form-data; boundary=x", undefined];
  const changes: Change[] = [
    ...texts.map((text) => ({ what: `with the body ${JSON.stringify(text.slice(0, 20))}`, body: text })),
    { what: "with a byte that is no UTF-8", body: Buffer.from(body.replace("{", '{"x_\xff":1,'), "latin1") },
    ...types.map((contentType) => ({ what: `with the content type ${contentType ?? "left out"}`, contentType })),
  ].map((change) => ({ ...change, decision: true }));
  return changes.map((change) => refused(operation, body, change, invalidRequest, context, target));
}

function refused(
  { path }: Operation,
  request: string,
  change: Change,
  expected: Expectation,
  { now }: LayerContext,
  target: Target,
): Refused {
  const { what, decision = false, body = request, options = {}, sent = body } = change;
  return {
    what,
    expected,
    decision,
    body: sent,
    async send(sender) {
      const contentType = "contentType" in change ? change.contentType : "application/json";
      const headers: Record<string, string> = contentType === undefined ? {} : { "content-type": contentType };
      const signed = await signRequest(
        { method: "POST", url: sender.base + path, headers, body },
        { ...signer(target), now, ...options },
      );
      return sender.send(path, "POST", { ...headers, ...(change.change?.(signed) ?? signed) }, sent);
    },
  };
}

function signer(target: Target): SignOptions {
  if (target.kind !== "mock") return { credentials: target.credentials, region: target.region };
  return { credentials: { accessKeyId: "EXAMPLEACCESSKEY", secretAccessKey: "example-secret" } };
}

/** A request that is none of the contract's operations. */
interface OutsideRequest {
  readonly method: string;
  readonly path: string;
  readonly status: 404 | 405;
}

/** Other methods on an operation's path, and unknown paths. */
export function outside({ path }: Operation): OutsideRequest[] {
  const methods = ["GET", "PUT", "PATCH", "DELETE"];
  const paths = [`${path}/`, `${path}/x`, path.toUpperCase(), path.slice(0, path.lastIndexOf("/"))];
  return [
    ...methods.map((method) => ({ method, path, status: 405 }) as const),
    ...paths.map((other) => ({ method: "POST", path: other, status: 404 }) as const),
  ];
}

/**
 * What is amiss with the answer to such a request: this project decided that it is the envelope of an invalid request
 * under 404, or 405 with the header Allow.
 */
export function checkOutside({ status }: OutsideRequest, answer: Answer): Finding[] {
  const { value, findings } = readBody(answer.bytes);
  const wire = [...checkHeaders(answer), ...findings];
  if (answer.status !== status) return [{ at: "status", message: `is ${answer.status}; expected ${status}` }, ...wire];
  const { code, message, request_id: id, ...rest } = isObject(value) ? value : {};
  const amiss = (condition: boolean, at: string, text: string): Finding[] => (condition ? [{ at, message: text }] : []);
  return [
    ...wire,
    ...amiss(code !== invalidRequest.code, "/code", `is ${JSON.stringify(code)}; expected ${invalidRequest.code}`),
    ...amiss(
      typeof message !== "string" || !/^invalid request:.*\S/s.test(message),
      "/message",
      `is ${quote(String(message))}; expected "invalid request:" and a reason`,
    ),
    ...amiss(typeof id !== "string" || id === "", "/request_id", "is missing; expected a text"),
    ...amiss("data" in rest, "/data", "is there; expected none on an error"),
    ...(status === 405 ? allowsPost(answer) : []),
  ];
}

/** A list, which may name what browsers and proxies ask with too. */
function allowsPost({ headers: { allow } }: Answer): Finding[] {
  if (allow === undefined) return [{ at: "allow", message: "is missing; expected POST" }];
  const methods = String(allow).split(",");
  if (methods.some((method) => method.trim() === "POST")) return [];
  return [{ at: "allow", message: `is ${quote(String(allow))}; expected POST in it` }];
}
