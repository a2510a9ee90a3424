import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Credentials, verifyRequest } from "@viking-kb/auth";
import type { JsonObject } from "../src/json.js";
import type { Answer } from "../src/target/answer.js";
import { cases } from "./documented-cases.js";
import { freshRequestId, type ModelledAnswer, modelledAnswer } from "./modelled-answer.js";

export const owner: Credentials = { accessKeyId: "AKLTOWNER", secretAccessKey: "secret-of-the-owner" };
/** A temporary key of the owner's. */
export const temporary: Credentials = {
  accessKeyId: "AKTPOWNER",
  secretAccessKey: "secret-for-a-while",
  sessionToken: "canary-of-a-session",
};
export const restricted: Credentials = { accessKeyId: "AKLTRESTRICTED", secretAccessKey: "secret-of-the-other" };

/** How a server that calls its resources otherwise reads bodies and writes them. */
export interface Dialect {
  read(request: string): string;
  write(answer: string): string;
}
const paths = new Set(cases.map(({ path }) => path));
const documentedNames: Dialect = { read: (request) => request, write: (answer) => answer };

/** What a server does otherwise than it should. */
export interface Planted {
  /** In the place of what the model answers, to whom its signature lets in. */
  readonly answer?: (path: string, body: Uint8Array, contentType: string | undefined) => ModelledAnswer;
  /** Takes what a signature does not hold for. */
  readonly lets?: (request: IncomingMessage, body: Uint8Array) => boolean;
}

/**
 * A server that verifies signatures, knows two keys of which one may read nothing, holds spec/fixtures.yaml and answers
 * as the contract says. It knows no `Prefer`.
 */
export async function startDocumentedServer(
  prefix = "",
  dialect = documentedNames,
  planted: Planted = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, prefix, dialect, planted).then(
      ({ status, headers, bytes }) =>
        response.writeHead(status, { ...headers }).end(dialect.write(Buffer.from(bytes).toString())),
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

async function answer(request: IncomingMessage, prefix: string, dialect: Dialect, planted: Planted): Promise<Answer> {
  const { url = "", method = "" } = request;
  const body = await buffer(request);
  const path = url.startsWith(prefix) ? url.slice(prefix.length) : "";
  if (!paths.has(path)) return toAnswer(refusal(404, 1000003, "invalid request:path: is unknown"));
  if (method !== "POST")
    return toAnswer(refusal(405, 1000003, "invalid request:method: must be POST"), { allow: "POST" });
  const found = await verifyRequest(
    { method, target: url, headers: pairsOf(request.rawHeaders), body },
    { lookUpKey: (id) => [owner, temporary, restricted].find(({ accessKeyId }) => accessKeyId === id) },
  );
  if (!found.ok && !planted.lets?.(request, body)) return toAnswer(refusal(401, 1000001, "unauthorized"));
  if (found.ok && found.accessKeyId === restricted.accessKeyId) {
    return toAnswer(refusal(403, 1000002, "no permission"));
  }
  const spoken = Buffer.from(dialect.read(body.toString()));
  // A text that is no UTF-8 has no other names in it.
  const read = spoken.toString() === body.toString() ? body : spoken;
  return toAnswer((planted.answer ?? modelledAnswer)(path, read, request.headers["content-type"]));
}

function refusal(status: number, code: number, message: string): ModelledAnswer {
  return { status, body: { code, message } };
}

function toAnswer({ status, body }: ModelledAnswer, others: Record<string, string> = {}): Answer {
  const own: JsonObject = { request_id: freshRequestId(), ...body };
  return {
    status,
    headers: { "content-type": "application/json", ...others },
    bytes: Buffer.from(JSON.stringify(own)),
  };
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as [string, string]] : []));
}
