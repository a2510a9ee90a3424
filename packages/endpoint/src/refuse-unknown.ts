import { invalidRequest, type Refusal } from "./refusal.js";

/** Where an operation is found. */
export interface Route {
  readonly path: string;
  /** In upper case. */
  readonly method: string;
}

/** A path as it was sent, without the query. */
export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

/** The refusal of what is no operation: 404 where nothing has the path, 405 where other methods have. */
export function refuseUnknown(routes: readonly Route[], method: string, target: string): Refusal {
  const path = pathOf(target);
  const atPath = routes.filter((route) => route.path === path);
  if (atPath.length > 0) return refuseMethod(method, atPath);
  const paths = [...new Set(routes.map((route) => route.path))].join(", ");
  return invalidRequest(`path: ${path} is unknown; there are ${paths}`, { status: 404 });
}

/** The refusal of a method, which names those that there are (RFC 9110, section 15.5.6): of this API, POST alone. */
export function refuseMethod(method: string, routes: readonly Pick<Route, "method">[] = [{ method: "POST" }]): Refusal {
  const allow = [...new Set(routes.map((route) => route.method))].join(", ");
  return invalidRequest(`method: is ${method}, must be ${allow}`, { status: 405, headers: { Allow: allow } });
}
