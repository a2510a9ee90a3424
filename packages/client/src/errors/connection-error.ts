import type { Attempt } from "../transport/attempt.js";
import { redirected } from "./answer-errors.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { redact, secretsOf } from "./redact.js";

/** The error of an attempt whose answer did not arrive, or not completely. */
export function connectionError(error: unknown, attempt: Attempt): KnowledgeBaseError {
  const cause = safeCause(error, secretsOf(attempt.sent));
  const { reason, code } = reasonAndCodeOf(cause);
  // The exact words of undici (see signed-fetch.ts) and node-fetch: other messages about redirects show the address.
  if (code === undefined && /unexpected redirect|responds with a redirect/.test(reason)) return redirected(attempt);
  const { host, protocol } = new URL(attempt.sent?.url ?? "about:blank");
  const isPlain = protocol === "https:" && isNoTls.test(`${code} ${reason}`);
  // OpenSSL's own words name its functions and files.
  const why = isPlain ? `it does not speak https; try http://${host}` : reason;
  return new KnowledgeBaseError(`No answer from ${host}: ${why}`, {
    kind: "connection",
    hint: isPlain ? `Write http:// in \`endpoint\`, or check its port (${code}).` : hintFor(String(code), protocol),
    attempts: attempt.attempts,
    cause,
  });
}

/**
 * What OpenSSL says when the answer to its greeting is none of TLS: in the code in Node's fetch, Deno and Bun, in words
 * beside EPROTO in https.request. EPROTO alone may be an alert of TLS, from a server that speaks it.
 */
const isNoTls = /wrong.version.number|packet.length.too.long/i;

/** What to do about a request that got no answer, by the code of its cause. */
function hintFor(code: string, protocol: string): string {
  if (code === "CERT_HAS_EXPIRED") return "Renew the server's certificate, or set the clock of this machine.";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "Check the host in `endpoint`: the certificate is for another.";
  if (/SELF_SIGNED|^UNABLE_TO_(VERIFY|GET_ISSUER)/.test(code)) {
    return "Name the certificate of its CA in NODE_EXTRA_CA_CERTS; a proxy that opens https has one of its own.";
  }
  // A server that speaks https hangs up, or answers with an alert of TLS.
  if (protocol === "http:" && /^(UND_ERR_SOCKET|ECONNRESET|HPE_\w+)$/.test(code)) {
    return "Check the server, and `endpoint`: where it speaks https, write https://.";
  }
  return "Check `endpoint`, the network and the proxy; for the local mock, that it is running.";
}

/**
 * The safe parts of an error that other code threw: its name, code and message, redacted, and those of its causes. The
 * object itself may hold the request's headers in any field.
 */
function safeCause(error: unknown, secrets: readonly string[], depth = 3): Error {
  try {
    const { name, message, code, cause } = Object(error) as Partial<Error> & { readonly code?: unknown };
    const text = redact(typeof message === "string" ? message : String(error), secrets);
    // A cause that says nothing, as the response that msw puts there, tells nobody why.
    const isTelling = typeof cause === "string" || typeof Object(cause).message === "string";
    const safe = new Error(text, depth > 0 && isTelling ? { cause: safeCause(cause, secrets, depth - 1) } : undefined);
    if (typeof name === "string") safe.name = redact(name, secrets);
    return typeof code === "string" ? Object.assign(safe, { code: redact(code, secrets) }) : safe;
  } catch {
    return new Error("What was thrown cannot be read.");
  }
}

/**
 * After a 421 Node's fetch would send the request again, but fails with this code, since it kept no copy of the body
 * (signed-fetch.ts). Nothing else leads to this code: fetch itself computes the length of a text.
 */
const misdirected = {
  code: "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
  reason: "the request reached a server that does not answer for this host (HTTP 421)",
};

/** Why there is no answer. fetch itself only says "fetch failed"; the reason is in its cause. */
function reasonAndCodeOf(error: Error): { readonly reason: string; readonly code: unknown } {
  const cause = (error.cause ?? error) as Error & { readonly code?: unknown };
  const { code } = cause;
  if (code === misdirected.code) return misdirected;
  return { reason: cause.message || String(code ?? (error.message || error.name)), code };
}
