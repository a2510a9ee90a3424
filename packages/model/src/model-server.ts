import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Credentials, verifyRequest } from "@viking-kb/auth";
import { operations } from "@viking-kb/spec";
import { documentedData } from "./data.js";
import { createModel, type Model, type ModelledAnswer } from "./model.js";

/** The key that may read everything. */
export const owner: Credentials = { accessKeyId: "AKLTOWNER", secretAccessKey: "secret-of-the-owner" };
/** A temporary key of the owner's. */
export const temporary: Credentials = {
  accessKeyId: "AKTPOWNER",
  secretAccessKey: "secret-for-a-while",
  sessionToken: "canary-of-a-session",
};
/** A key that may read nothing. */
export const restricted: Credentials = { accessKeyId: "AKLTRESTRICTED", secretAccessKey: "secret-of-the-other" };

/** How a model's server differs from a correct one. */
export interface ModelServerOptions {
  /** A prefix before the paths of the operations. */
  readonly prefix?: string;
  /** Changes the text of a request before it is read: for a server with other names for its resources. */
  readonly read?: (request: string) => string;
  /** Changes the text of an answer before it is sent. */
  readonly write?: (answer: string) => string;
  /** Answers requests with a valid signature in place of the model. */
  readonly answer?: Model;
  /** The same for requests with the restricted key. */
  readonly answerRestricted?: Model;
  /** Whether to accept a request in spite of an invalid signature. */
  readonly lets?: (request: IncomingMessage, body: Uint8Array) => boolean;
}

/** A server on a port of the loopback interface. */
export interface ModelServer {
  /** Its address, the prefix included. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a server that verifies signatures, knows the three keys above, holds spec/fixtures.yaml and answers as the
 * contract says. Unlike the mock it does not know `Prefer`.
 */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { prefix = "", write = (text) => text } = options;
  const answer = options.answer ?? createModel();
  const answerRestricted = options.answerRestricted ?? createRestrictedModel();
  const server = createServer((request, response) => {
    answerTo(request, { ...options, prefix, answer, answerRestricted }).then(
      ({ status, body, headers }) => {
        const text = write(JSON.stringify({ request_id: freshRequestId(), ...body }));
        response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
      },
      () => response.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** What a key is answered that may read nothing. */
export function createRestrictedModel(): Model {
  return createModel({ ...documentedData(), readableProject: undefined });
}

const paths = new Set<string>(Object.values(operations).map(({ path }) => path));

type Answered = ModelledAnswer & { readonly headers?: OutgoingHttpHeaders };

async function answerTo(
  request: IncomingMessage,
  {
    prefix,
    read = (text) => text,
    answer,
    answerRestricted,
    lets,
  }: ModelServerOptions & Required<Pick<ModelServerOptions, "prefix" | "answer" | "answerRestricted">>,
): Promise<Answered> {
  const { url = "", method = "" } = request;
  const body = await buffer(request);
  const [target = ""] = url.split("?");
  const path = target.startsWith(prefix) ? target.slice(prefix.length) : "";
  if (!paths.has(path)) return refusal(404, 1000003, "invalid request:path: is unknown");
  if (method !== "POST") {
    return { ...refusal(405, 1000003, "invalid request:method: must be POST"), headers: { allow: "POST" } };
  }
  const { rawHeaders: raw } = request;
  const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : []));
  const found = await verifyRequest(
    { method, target: url, headers, body },
    { lookUpKey: (id) => [owner, temporary, restricted].find(({ accessKeyId }) => accessKeyId === id) },
  );
  if (!found.ok && !lets?.(request, body)) return refusal(401, 1000001, "unauthorized");
  const ask = found.ok && found.accessKeyId === restricted.accessKeyId ? answerRestricted : answer;
  const text = read(body.toString());
  // A body that is not UTF-8 must reach the model unchanged.
  const bytes = text === body.toString() ? body : Buffer.from(text);
  return ask(path, bytes, request.headers["content-type"]);
}

function refusal(status: number, code: number, message: string): ModelledAnswer {
  return { status, body: { code, message } };
}

/** Makes a new text of 53 hex digits. */
export function freshRequestId(): string {
  return `02${randomBytes(26).toString("hex")}`.slice(0, 53);
}
