import type { Operation } from "../contract/read-operations.js";
import { invalidRequest, type Refusal } from "./refusal.js";

/** A path as it was sent, without the query. */
export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

/**
 * The path to route by. What a router would decode, complete or refuse by itself (escapes, `//`, a whole URL, `*`) is
 * no operation's path, and leads to none.
 */
export function toRoutedPath(target: string): string {
  const path = pathOf(target);
  return /^(?:\/[\w.~-]+)+$/.test(path) ? path : "/";
}

/** The refusal of what is no operation: 404 where nothing has the path, 405 where other methods have. */
export function refuseUnknown(operations: readonly Operation[], method: string, target: string): Refusal {
  const path = pathOf(target);
  const atPath = operations.filter((operation) => operation.path === path);
  if (atPath.length > 0) return refuseMethod(atPath, method);
  const paths = [...new Set(operations.map((operation) => operation.path))].join(", ");
  return invalidRequest(`path: ${path} is unknown; there are ${paths}`, { status: 404 });
}

/** The refusal of a method, which names those that the operations have (RFC 9110, section 15.5.6). */
export function refuseMethod(operations: readonly Operation[], method: string): Refusal {
  const allow = [...new Set(operations.map((operation) => operation.method))].join(", ");
  return invalidRequest(`method: is ${method}, must be ${allow}`, { status: 405, headers: { Allow: allow } });
}
