import type { IncomingMessage } from "node:http";
import { discardBody, readBody } from "./read-body.js";
import { invalidRequest, pathOf, refuseMethod } from "./refusal.js";

/** Where an operation is called. */
interface Route {
  readonly path: string;
  /** In upper case. */
  readonly method: string;
}

/**
 * Finds the operation that a request calls, by its path exactly as it was sent, and its method, and reads the body.
 *
 * @throws Refusal 404 for an unknown path, 405 for a known one with another method, and what `readBody` throws.
 */
export async function readCall<Operation extends Route>(
  operations: readonly Operation[],
  request: IncomingMessage,
): Promise<{ readonly operation: Operation; readonly bytes: Buffer }> {
  const { method = "", url = "" } = request;
  const path = pathOf(url);
  const atPath = operations.filter((operation) => operation.path === path);
  const operation = atPath.find((operation) => operation.method === method);
  if (operation) return { operation, bytes: await readBody(request) };
  await discardBody(request);
  if (atPath.length > 0) throw refuseMethod(method, new Set(atPath.map(({ method }) => method)));
  const paths = [...new Set(operations.map(({ path }) => path))].join(", ");
  throw invalidRequest(`path: ${path} is unknown; there are ${paths}`, { status: 404 });
}
