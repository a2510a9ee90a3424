import type { FastifyInstance } from "fastify";
import { compileRequestCheck } from "../contract/check-request.js";
import type { Operation } from "../contract/read-operations.js";
import type { Handler } from "../routes/handler.js";
import type { Storage } from "../storage/storage.js";
import { parseBody } from "./parse-body.js";
import { invalidRequest } from "./refusal.js";
import { sendSuccess } from "./send-answer.js";
import { requireVerified } from "./verify-request.js";

/**
 * Adds a route for each operation of the contract: content type and JSON, then the schema, then the handler, which
 * reads from one snapshot.
 *
 * @throws Error when an operation has no handler, or a handler no operation.
 */
export function registerOperations(
  server: FastifyInstance,
  operations: readonly Operation[],
  handlers: ReadonlyMap<string, Handler>,
  storage: Storage,
): void {
  const operationIds = new Set(operations.map(({ operationId }) => operationId));
  const stray = [...handlers.keys()].filter((operationId) => !operationIds.has(operationId));
  if (stray.length > 0) throw new Error(`The contract has no operation ${stray.join(", ")}, and there is a handler.`);

  for (const { operationId, method, path, requestSchema } of operations) {
    const handle = handlers.get(operationId);
    if (handle === undefined) throw new Error(`The contract's operation ${operationId} has no handler.`);
    const findFault = compileRequestCheck(requestSchema);
    server.route({
      method,
      url: path,
      async handler(request, reply) {
        const { accessKeyId, bytes } = requireVerified(request);
        const body = parseBody(bytes, request.headers["content-type"]);
        const fault = findFault(body);
        if (fault !== undefined) throw invalidRequest(fault);
        const data = await storage.read((reads) => handle({ accessKeyId, body, reads }));
        return sendSuccess(request, reply, data);
      },
    });
  }
}
