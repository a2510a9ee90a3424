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
  readonly request_id: string;
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

/** Writes the one line of an answer. */
export function logAnswer(log: FastifyBaseLogger, record: AnswerRecord): void {
  if (record.status >= 500) log.error(record, "failed inside");
  else log.info(record, "answered");
}

/**
 * Answers with a success.
 *
 * @param data JSON text, taken as it is
 * @returns the body, which Fastify sends when the handler returns it
 */
export function answerSuccess(request: FastifyRequest, reply: FastifyReply, data: string): Buffer {
  record(request, reply, { status: 200, code: 0 });
  return withHeaders(request, reply.code(200), successEnvelope(data, request.id));
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
  return reply.send(withHeaders(request, reply.code(status).headers(headers), errorEnvelope(refusal, request.id)));
}

function withHeaders(request: FastifyRequest, reply: FastifyReply, body: Buffer): Buffer {
  // The body is a buffer: to the content type of a text Fastify would add a charset.
  reply.headers({ ...endUnlessWhole(request.raw), ...envelopeHeaders(body, request.id) });
  return body;
}

function record(request: FastifyRequest, reply: FastifyReply, answer: Omit<AnswerRecord, "request_id">): void {
  logAnswer(request.log, {
    request_id: request.id,
    method: request.method,
    path: pathOf(request.originalUrl),
    accessKeyId: findVerified(request)?.accessKeyId,
    milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    ...answer,
  });
}
