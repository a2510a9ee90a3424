import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { CannotRunError } from "../finding.js";
import { isObject } from "../json.js";
import { invalidRequest } from "../strict/expectation.js";
import { readBody } from "../strict/read-body.js";
import type { Answer } from "./answer.js";
import { NoAnswerError, type SendOptions, sendRequest } from "./sender.js";
import { withoutSlash } from "./target.js";

/** What the target is asked with before a run. */
interface Probe {
  /** The paths of the contract's operations. */
  readonly paths: readonly string[];
  readonly timeoutMilliseconds: number;
  /** How requests are sent; as everywhere by default. */
  readonly send?: typeof sendRequest;
  /** Resolves when the next request may be sent; at once by default. */
  readonly waitForTurn?: () => Promise<void>;
}

/** By path, why an answer of an operation was given up: it did not end in time, or is too large. */
export type Endless = Map<string, string>;

/**
 * Asks each operation once, unsigned, to tell a target that breaks the contract from one that is not there. Resolves to
 * the operations whose answers have no end, which would each be waited for in vain.
 *
 * @throws CannotRunError with one sentence, when no operation answers, or none of them as the API does or might.
 */
export async function reachTarget(
  url: URL,
  { paths, timeoutMilliseconds, send = sendRequest, waitForTurn = async () => {} }: Probe,
): Promise<Endless> {
  const base = withoutSlash(url);
  const agent: SendOptions["agent"] = url.protocol === "https:" ? new HttpsAgent() : new HttpAgent();
  const endless: Endless = new Map();
  const ask = async (path: string) => {
    await waitForTurn();
    const wire = { url: new URL(base + path), method: "POST", headers: { "content-type": "application/json" } };
    const answer = await send({ ...wire, body: "{}" }, { agent, timeoutMilliseconds }).catch((error: unknown) => {
      if (!(error instanceof NoAnswerError)) throw error;
      if (error.endless) endless.set(path, error.message);
      // What breaks off was an answer all the same: the layers say what is wrong with it.
      if (error.begun === undefined) throw error;
      return error.begun;
    });
    return readProbeAnswer(answer, wire.url);
  };
  const results = await Promise.allSettled(paths.map(ask)).finally(() => agent.destroy());
  const answers = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const [failure] = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  if (answers.length === 0) throw new CannotRunError(whyUnreachable(url, failure, timeoutMilliseconds));
  if (endless.size === paths.length) {
    const [reason] = endless.values();
    throw new CannotRunError(`${base} begins each answer and does not end it (${reason}): check the server.`);
  }
  // Where one operation answers, the server is there: what is wrong with the others is for the layers to say.
  if (failure === undefined) refuseStrangers(base, answers);
  return endless;
}

/** Refuses what is plainly not the API: each operation answers alike, and none with the API's envelope. */
function refuseStrangers(base: string, answers: readonly ProbeAnswer[]): void {
  const [first] = answers;
  const all = (test: (answer: ProbeAnswer) => boolean) => answers.every((answer) => !answer.isApi && test(answer));
  const refuse = (sentence: string) => {
    throw new CannotRunError(`${base} ${sentence}`);
  };
  if (first === undefined) return;
  if (all(({ redirect }) => redirect !== "")) {
    refuse(`redirects to ${first.redirect}: give the base URL that it leads to, since a signature holds for one host.`);
  }
  if (all(({ status }) => status === 404)) {
    refuse(`answers 404 to all ${answers.length} operations: check the path of the base URL.`);
  }
  if (all(({ isPage }) => isPage)) {
    refuse(
      `answers with a web page (HTTP ${first.status}, ${first.contentType}): check host and path of the base URL.`,
    );
  }
  if (all(({ status }) => [502, 503, 504].includes(status))) {
    refuse(`answers ${first.status} to all ${answers.length} operations: start the server behind it, or wait for it.`);
  }
  if (all(({ status }) => status === 405 || status === 501)) {
    refuse(`takes no POST (HTTP ${first.status}): check host and path of the base URL.`);
  }
}

/** Why nothing came back from a base URL, and what to do, in one sentence. */
function whyUnreachable(url: URL, error: unknown, timeoutMilliseconds: number): string {
  const base = withoutSlash(url);
  const reason = reasonOf(error);
  if (error instanceof NoAnswerError && error.endless) {
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
  if (reason.startsWith("HPE_")) {
    const other = url.protocol === "http:" ? ", or write https:// if it speaks TLS" : "";
    return `${base} does not speak HTTP/1.1 (${reason}): check the port${other}.`;
  }
  if (/^(?:ECONNRESET|EPIPE)$/.test(reason)) {
    const other = url.protocol === "http:" ? ", or write https:// if it speaks TLS" : "";
    return `${base} ends the connection without an answer (${reason}): check the server${other}.`;
  }
  return `Nothing answers at ${base} (${reason}): start the server, or mend the base URL.`;
}

/** The code is what people search for. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? String(error.code) : error.message;
}

/** What one operation answered to a request without a signature, as far as it tells what kind of server it is. */
interface ProbeAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Where it redirects to, without a query; empty where it does not. */
  readonly redirect: string;
  /** Whether it is the API's own answer: its envelope, and not that of a path it does not know. */
  readonly isApi: boolean;
  readonly isPage: boolean;
}

function readProbeAnswer({ status, headers, bytes }: Answer, asked: URL): ProbeAnswer {
  const body = readBody(bytes).value;
  const code = isObject(body) ? body.code : undefined;
  const { location, "content-type": type = "" } = headers;
  return {
    status,
    contentType: String(type).split(";")[0]?.trim() || "no content type",
    redirect: status >= 300 && status < 400 && location !== undefined ? withoutQuery(String(location), asked.href) : "",
    // An unknown path or method is told as an invalid request.
    isApi: typeof code === "number" && !(code === invalidRequest.code && (status === 404 || status === 405)),
    isPage: /^\s*<(?:!doctype|html|head|body)\b/i.test(Buffer.from(bytes).toString()),
  };
}

function withoutQuery(location: string, base: string): string {
  if (!URL.canParse(location, base)) return "another address";
  const { origin, pathname } = new URL(location, base);
  return origin + pathname;
}
