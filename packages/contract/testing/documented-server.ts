import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";
import { type Credentials, verifyRequest } from "@viking-kb/auth";
import type { Answer } from "../src/answer.js";
import type { DocumentedCase } from "../src/documented-case.js";
import type { JsonObject } from "../src/json.js";
import { answerTo, cases } from "./documented-cases.js";

export const owner: Credentials = { accessKeyId: "AKLTOWNER", secretAccessKey: "secret-of-the-owner" };
export const restricted: Credentials = { accessKeyId: "AKLTRESTRICTED", secretAccessKey: "secret-of-the-other" };

/** How a server that calls its resources otherwise reads bodies and writes them. */
export interface Dialect {
  read(request: string): string;
  write(answer: string): string;
}
const documentedNames: Dialect = { read: (request) => request, write: (answer) => answer };

/**
 * A server that verifies signatures, knows two keys of which one may read nothing, and answers documented requests as
 * documented. It knows no `Prefer`.
 */
export async function startDocumentedServer(
  prefix = "",
  dialect = documentedNames,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, prefix, dialect).then(
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

async function answer(request: IncomingMessage, prefix: string, dialect: Dialect): Promise<Answer> {
  const { url = "", method = "" } = request;
  const body = await buffer(request);
  const own = cases.filter(({ path, later }) => prefix + path === url && !later);
  const found = await verifyRequest(
    { method, target: url, headers: pairsOf(request.rawHeaders), body },
    { lookUpKey: (id) => [owner, restricted].find(({ accessKeyId }) => accessKeyId === id) },
  );
  if (!found.ok) return answerOf(own.find(({ status }) => status === 401));
  if (found.accessKeyId === restricted.accessKeyId) return answerOf(own.find(({ status }) => status === 403));
  const asked = spellOut(JSON.parse(dialect.read(body.toString())));
  return answerOf(own.find(({ status, request }) => status < 401 && isDeepStrictEqual(spellOut(request), asked)));
}

/** An empty project, and none, are the default one. */
function spellOut(request: JsonObject): JsonObject {
  return { ...request, project: request.project || "default" };
}

function answerOf(documented: DocumentedCase | undefined): Answer {
  return documented
    ? answerTo(documented)
    : { status: 404, headers: { "content-type": "application/json" }, bytes: Buffer.from("{}") };
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as [string, string]] : []));
}
