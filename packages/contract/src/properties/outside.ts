import { type Finding, quote } from "../finding.js";
import { isObject } from "../json.js";
import { readBody } from "../strict/read-body.js";
import { checkHeaders } from "../strict/rules/wire.js";
import type { Operation } from "../strict-contract.js";
import type { Answer } from "../target/answer.js";

/** A request that is none of the contract's operations. */
export interface OutsideRequest {
  readonly method: string;
  readonly path: string;
  readonly status: 404 | 405;
}

/** Other methods on an operation's path, and paths that are none. */
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
    ...amiss(code !== 1000003, "/code", `is ${JSON.stringify(code)}; expected 1000003`),
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
