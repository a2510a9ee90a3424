import { ownFetch } from "./own-fetch.js";

/**
 * How a request tells fetch not to follow redirects. By `error` and without a window, Node's fetch spares itself a copy
 * of the request with its body, a sixth of what a call costs (Fetch Standard, HTTP-network-or-cache fetch). It then
 * refuses a redirect itself, without its status, and loses the answer to a 421, which it would send again. Elsewhere it
 * is `manual`: workerd knows no `error`, browsers do not tell it from a broken connection, and of a `fetch` that the
 * caller gave nothing is known.
 */
export function redirectRefusal(fetch: typeof globalThis.fetch): Pick<RequestInit, "redirect" | "window"> {
  const { process } = globalThis as { process?: { versions?: { undici?: string } } };
  // Those who imitate Node's `process` do not name undici, which is Node's fetch.
  const isNode = process?.versions?.undici !== undefined && fetch === ownFetch;
  return isNode ? { redirect: "error", window: null } : { redirect: "manual" };
}
