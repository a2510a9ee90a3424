import {
  endUnlessWhole,
  envelopeHeaders,
  errorEnvelope,
  pathOf,
  type Refusal,
  successEnvelope,
} from "@viking-kb/endpoint";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { findVerified } from "./verify-request.js";

/** What the log says of an answer: nothing of a body, and no signature. */
export interface AnswerRecord {
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

/** Answers requests in the API's envelope, with one line of the log for each answer. */
export interface Answers {
  /**
   * Answers with a success.
   *
   * @param data JSON text, taken as it is
   * @returns the body, which Fastify sends when the handler returns it
   */
  success(request: FastifyRequest, reply: FastifyReply, data: string): string | Buffer;
  /**
   * Answers with an error.
   *
   * @param err what failed inside, for the log alone
   */
  refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, err?: unknown): FastifyReply;
  /** Writes the line of an answer that was given elsewhere. */
  log(record: AnswerRecord): void;
}

/** Fastify has no logger: it would make one for each request, and watch each response to its end. */
export function createAnswers(logger: Logger | undefined): Answers {
  const log = (record: AnswerRecord) => {
    if (record.status >= 500) logger?.error(record, "failed inside");
    else logger?.info(record, "answered");
  };
  const logAnswer = (
    request: FastifyRequest,
    reply: FastifyReply,
    answer: Pick<AnswerRecord, "status" | "code" | "reason" | "explanation" | "err">,
  ) => {
    if (!logger?.isLevelEnabled(answer.status >= 500 ? "error" : "info")) return;
    log({
      request_id: request.id,
      method: request.method,
      path: pathOf(request.originalUrl),
      accessKeyId: findVerified(request)?.accessKeyId,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...answer,
    });
  };
  return {
    log,
    success(request, reply, data) {
      logAnswer(request, reply, { status: 200, code: 0 });
      return withHeaders(request, reply.code(200), successEnvelope(data, request.id));
    },
    refuse(request, reply, refusal, err) {
      const { status, code, headers, reason, explanation } = refusal;
      logAnswer(request, reply, { status, code, reason, explanation, err });
      return reply.send(withHeaders(request, reply.code(status).headers(headers), errorEnvelope(refusal, request.id)));
    },
  };
}

function withHeaders<Body extends string | Buffer>(request: FastifyRequest, reply: FastifyReply, body: Body): Body {
  reply.headers({ ...endUnlessWhole(request.raw), ...envelopeHeaders(body, request.id) });
  return body;
}
