// Answers as the VikingDB knowledge base API: an example of a server of your own, for the contract run. It serves at
// PORT, or 8080, and knows the two keys that the run signs with: VIKING_KB_ACCESS_KEY_ID and so on.

import { randomUUID } from "node:crypto";
import { verifyRequest } from "@viking-kb/auth";
import { operations, requestFault } from "@viking-kb/spec";
import express from "express";
import { answers, data, invalid, Refusal } from "./answers.js";

const { PORT = "8080" } = process.env;

/** The keys by their ids, and the projects that each may read. */
const keys = new Map();
addKey("VIKING_KB", data.readable);
addKey("VIKING_KB_RESTRICTED", []);

function addKey(prefix, projects) {
  const { [`${prefix}_ACCESS_KEY_ID`]: id, [`${prefix}_SECRET_ACCESS_KEY`]: secretAccessKey } = process.env;
  if (id && secretAccessKey) keys.set(id, { secretAccessKey, projects });
}

/**
 * The checks come in this order: signature, content type and JSON, the contract's rules; then the operation answers.
 */
async function answer(operationId, { method, originalUrl: target, rawHeaders, headers, body: bytes }) {
  // Header lines in pairs, and the bytes of the body, as they arrived.
  const lines = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1]]] : []));
  const body = Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
  const verification = await verifyRequest(
    { method, target, headers: lines, body },
    { lookUpKey: (id) => keys.get(id) },
  );
  if (!verification.ok) {
    process.stderr.write(`refused: ${verification.reason}\n`); // for the log alone
    throw new Refusal(401, 1000001, "unauthorized");
  }
  if (!/^application\/json *(;|$)/i.test(headers["content-type"] ?? ""))
    throw invalid("Content-Type: must be application/json");
  const request = readObject(body);
  const fault = requestFault(operationId, request);
  if (fault !== undefined) throw invalid(fault);
  return answers[operationId](request, keys.get(verification.accessKeyId).projects);
}

function readObject(body) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
  } catch {}
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid("body: must be a JSON object");
  return value;
}

const app = express();
app.disable("x-powered-by").enable("case sensitive routing").enable("strict routing");
app.use(express.raw({ type: () => true, limit: "1mb" }));
for (const { operationId, path } of Object.values(operations)) {
  app.post(path, async (request, response) => {
    response.json({ code: 0, message: "success", request_id: randomUUID(), data: await answer(operationId, request) });
  });
  app.all(path, (_request, response) => {
    response.set("Allow", "POST");
    throw new Refusal(405, 1000003, "invalid request:method: must be POST");
  });
}
app.use(() => {
  throw new Refusal(404, 1000003, "invalid request:path: is unknown");
});
app.use((error, _request, response, _next) => {
  const { status, code, message } = error instanceof Refusal ? error : refusalFor(error);
  response.status(status).json({ code, message, request_id: randomUUID() });
});
app.listen(Number(PORT), "127.0.0.1", () => process.stdout.write(`Serving at http://127.0.0.1:${PORT}\n`));

/** What Express or this file stumbled over: nothing of the inside is told. */
function refusalFor(error) {
  if (error.type === "entity.too.large") return invalid("body: must not be larger than 1 MiB");
  process.stderr.write(`${error.stack}\n`);
  return new Refusal(500, 1000028, "internal error");
}
