import { type Finding, quote } from "../finding.js";
import { isObject, type JsonObject } from "../json.js";
import { invalidRequest } from "../strict/expectation.js";
import { readBody } from "../strict/read-body.js";
import { checkHeaders } from "../strict/rules/envelope.js";
import type { Operation } from "../strict-contract.js";
import type { Answer } from "../target/answer.js";

/** A request that must be refused, whatever it asks for: so this project decided, where documentation is silent. */
interface Unreadable {
  readonly what: string;
  readonly body: Uint8Array | string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Requests to an operation whose body is no JSON object in UTF-8, or is not said to be. */
export function unreadable(request: JsonObject): Unreadable[] {
  const body = JSON.stringify(request);
  const cut = [body.slice(0, -1), `${body}}`, body.replaceAll('"', "'")];
  const texts = ["", "{", "nonsense", ...cut, "[]", `[${body}]`, "null", "1", '"text"'];
  const form = "application/x-www-form-urlencoded";
  const types = ["text/plain", form, "application/xml", "multipart/form-data; boundary=x"];
  const headers = { "content-type": "application/json" };
  return [
    ...texts.map((text) => ({ what: `with the body ${JSON.stringify(text.slice(0, 20))}`, body: text, headers })),
    { what: "with a byte that is no UTF-8", body: Buffer.from(body.replace("{", '{"x_\xff":1,'), "latin1"), headers },
    ...types.map((type) => ({ what: `with the content type ${type}`, body, headers: { "content-type": type } })),
    { what: "with the content type left out", body, headers: {} },
  ];
}

/** A request that is none of the contract's operations. */
interface OutsideRequest {
  readonly method: string;
  readonly path: string;
  readonly status: 404 | 405;
}

/** Other methods on an operation's path, and unknown paths. */
export function outside({ path }: Operation): OutsideRequest[] {
  const methods = ["GET", "HEAD", "PUT", "PATCH", "DELETE"];
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
export function checkOutside({ method, status }: OutsideRequest, answer: Answer): Finding[] {
  // What answers HEAD has headers alone, and need not say what the body would be (RFC 9110, section 9.3.2).
  if (method === "HEAD") {
    const wrong =
      answer.status === status ? [] : [{ at: "status", message: `is ${answer.status}; expected ${status}` }];
    return [...wrong, ...allowsPost(answer)];
  }
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
