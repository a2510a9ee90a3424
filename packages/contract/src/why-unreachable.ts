import { withoutSlash } from "./base-url.js";

/** Why nothing came back from a base URL, and what to do, in one sentence. */
export function whyUnreachable(url: URL, error: unknown, timeoutMilliseconds: number): string {
  const base = withoutSlash(url);
  const reason = reasonOf(error);
  if (error instanceof Error && error.name === "TimeoutError") {
    return `${base} does not answer within ${timeoutMilliseconds / 1000} s: check the server and the network, or give a longer --timeout.`;
  }
  if (/^(?:ENOTFOUND|EAI_AGAIN|EAI_NONAME)$/.test(reason)) {
    return `There is no host ${url.hostname} (${reason}): check its spelling, and the network.`;
  }
  if (url.protocol === "https:" && /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|EPROTO/.test(reason)) {
    return `${base} does not speak TLS (${reason}): write http:// in the base URL.`;
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(reason)) {
    return `The certificate of ${url.host} is not accepted (${reason}): check the host name, or name the authority's file in NODE_EXTRA_CA_CERTS.`;
  }
  if (/^(?:ECONNRESET|UND_ERR_SOCKET|EPIPE)$/.test(reason)) {
    const other = url.protocol === "http:" ? ", or write https:// if it speaks TLS" : "";
    return `${base} ends the connection without an answer (${reason}): check the server${other}.`;
  }
  return `Nothing answers at ${base} (${reason}): start the server, or mend the base URL.`;
}

/** fetch hides the reason in `cause`; the code is what people search for. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.message;
}
