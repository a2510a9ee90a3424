import type { FastifyReply, FastifyRequest } from "fastify";
import { endConnectionWithAnswer } from "./end-connection.js";
import { envelopeHeaders, errorEnvelope, successEnvelope } from "./envelope.js";
import { type AnswerRecord, logAnswer } from "./log-answer.js";
import { internalError, type Refusal } from "./refusal.js";
import { pathOf } from "./refuse-unknown.js";
import { findVerified } from "./verify-request.js";

/**
 * Answers with a success.
 *
 * @param data JSON text, taken as it is
 */
export function sendSuccess(request: FastifyRequest, reply: FastifyReply, data: string): FastifyReply {
  record(request, reply, { status: 200, code: 0 });
  return send(request, reply.code(200), successEnvelope(data, request.id));
}

/** Answers with an error. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, { fields }: Refusal): FastifyReply {
  const { status, code, headers = {}, message, reason = message, explanation } = fields;
  record(request, reply, { status, code, reason, explanation });
  return send(request, reply.code(status).headers(headers), errorEnvelope(fields, request.id));
}

/** Answers a failure inside: what failed is for the log alone. */
export function sendFailure(request: FastifyRequest, reply: FastifyReply, err: unknown): FastifyReply {
  const { fields } = internalError();
  record(request, reply, { status: fields.status, code: fields.code, err });
  return send(request, reply.code(fields.status), errorEnvelope(fields, request.id));
}

function send(request: FastifyRequest, reply: FastifyReply, body: Buffer): FastifyReply {
  if (!request.raw.complete) {
    // What was not read to its end no other request can follow.
    endConnectionWithAnswer(request.raw.socket);
    reply.header("Connection", "close");
  }
  // To a text Fastify would add a charset.
  return reply.headers(envelopeHeaders(body, request.id)).send(body);
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
