import {
  endUnlessWhole,
  envelopeHeaders,
  errorEnvelope,
  pathOf,
  type Refusal,
  successEnvelope,
} from "@viking-kb/endpoint";
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from "fastify";
import { findVerified } from "./verify-request.js";

/** What the log says of an answer: nothing of a body, and no signature. */
interface AnswerRecord {
  readonly method?: string | undefined;
  /** Without the query. */
  readonly path?: string | undefined;
  readonly status: number;
  readonly code: number;
  /** Whose request it was, once that is verified. */
  readonly accessKeyId?: string | undefined;
  readonly milliseconds?: number | undefined;
  /** Why it was refused. */
  readonly reason?: string | undefined;
  /** The reason in a sentence. */
  readonly explanation?: string | undefined;
  /** What failed inside. */
  readonly err?: unknown;
}

/** Writes the one line of an answer. `request_id` is bound to the log already. */
export function logAnswer(log: FastifyBaseLogger, record: AnswerRecord): void {
  if (record.status >= 500) log.error(record, "failed inside");
  else log.info(record, "answered");
}

/**
 * Answers with a success.
 *
 * @param data JSON text, taken as it is
 */
export function sendSuccess(request: FastifyRequest, reply: FastifyReply, data: string): FastifyReply {
  record(request, reply, { status: 200, code: 0 });
  return send(request, reply.code(200), successEnvelope(data, request.id));
}

/**
 * Answers with an error.
 *
 * @param err what failed inside, for the log alone
 */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  err?: unknown,
): FastifyReply {
  const { status, code, headers, reason, explanation } = refusal;
  record(request, reply, { status, code, reason, explanation, err });
  return send(request, reply.code(status).headers(headers), errorEnvelope(refusal, request.id));
}

function send(request: FastifyRequest, reply: FastifyReply, body: Buffer): FastifyReply {
  // The body is a buffer: to the content type of a text Fastify would add a charset.
  return reply.headers({ ...endUnlessWhole(request.raw), ...envelopeHeaders(body, request.id) }).send(body);
}

function record(request: FastifyRequest, reply: FastifyReply, answer: AnswerRecord): void {
  logAnswer(request.log, {
    method: request.method,
    path: pathOf(request.originalUrl),
    accessKeyId: findVerified(request)?.accessKeyId,
    milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    ...answer,
  });
}
