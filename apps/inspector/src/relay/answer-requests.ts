import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { failureType, type Session, sessionPath } from "../session.js";
import type { PageFiles } from "./page-files.js";
import { Refusal, readInput, requireMethod, requireOwnAddress, requireToken } from "./refusal.js";
import type { Relay, RelayCall } from "./relay-calls.js";

/** The most calls at a time, of all tabs together. A browser makes six. */
const maximumCalls = 16;

/** Nothing that the page holds may come from elsewhere, or go there. */
const everyAnswer = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()",
  "cache-control": "no-store",
};

/** What is served. */
export interface Served {
  readonly files: PageFiles;
  readonly session: Session;
  readonly calls: Relay["calls"];
  /** Who shows it may make calls. */
  readonly token: string;
  /** The port that the server listens on. */
  port(): number;
}

/** Answers what a page asks: its files to everybody on this machine, all else to who has the token. */
export function answerRequests({ files, session, calls, token, port }: Served): RequestListener {
  let underWay = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requireOwnAddress(request, port());
    const path = (request.url ?? "").replace(/[?#].*/s, "");
    const call = calls.get(path);
    if (call) {
      requireMethod(request, ["POST"]);
      requireToken(request, token);
      return answerCall(call, request, response);
    }
    requireMethod(request, ["GET", "HEAD"]);
    if (path === sessionPath) {
      requireToken(request, token);
      return send(response, 200, { "content-type": "application/json" }, JSON.stringify(session));
    }
    const file = files.at(path);
    if (!file) throw new Refusal(404, "There is no such file: reload the page.");
    const caching = file.isHashed ? { "cache-control": "public, max-age=31536000, immutable" } : {};
    send(response, 200, { "content-type": file.type, ...caching }, file.body);
  }

  async function answerCall(call: RelayCall, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (underWay >= maximumCalls) {
      const sentence = `${maximumCalls} calls are under way: try again when one has ended.`;
      throw new Refusal(503, sentence, { "retry-after": "1" });
    }
    underWay++;
    try {
      const input = await readInput(request);
      const left = new AbortController();
      response.once("close", () => left.abort());
      const outcome = await call(input, left.signal);
      if ("answer" in outcome) send(response, outcome.answer.status, outcome.answer.headers, outcome.answer.body);
      else send(response, 502, { "content-type": failureType }, JSON.stringify(outcome.failure));
    } finally {
      underWay--;
    }
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      const { status, headers, message } = error instanceof Refusal ? error : defect(error);
      send(response, status, { "content-type": "text/plain; charset=utf-8", ...headers }, `${message}\n`);
    });
  };
}

function defect(error: unknown): Refusal {
  const { message } = error instanceof Error ? error : new Error(String(error));
  return new Refusal(500, `This is a defect of the inspector: ${message}. Report it with what you did.`);
}

/** Sends an answer, unless whoever asked is gone. */
function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...everyAnswer, "content-length": Buffer.byteLength(body), ...headers }).end(body);
}
